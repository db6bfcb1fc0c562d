"""What is shipped beside the code: container files, lock files, the build."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[1]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the environment on the project."""
    program = Path(sys.executable).with_name(command[0])
    return subprocess.run(  # noqa: S603 - the tools are those of requirements-dev.txt
        [program, *command[1:]], cwd=PROJECT, capture_output=True, text=True, check=False
    )


def printed_by_make(*options: str) -> str:
    """Return what make prints, whichever make runs these tests."""
    make = shutil.which("make")
    assert make, "make is needed: the README's commands are its targets"
    own = {key: value for key, value in os.environ.items() if "MAKE" not in key and key != "MFLAGS"}
    return subprocess.run(  # noqa: S603 - make, found on the path
        [make, *options], cwd=PROJECT, env=own, capture_output=True, text=True, check=True
    ).stdout


def test_make_alone_lists_its_targets() -> None:
    """Who types `make` learns of every target, each with a line that says what it does."""
    listed = re.findall(r"^make (\w+) +\S", printed_by_make(), re.MULTILINE)
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    (declared,) = re.findall(r"^\.PHONY: (.*)", makefile, re.MULTILINE)
    assert listed == declared.split()


def test_every_check_of_make_check_is_run_once_by_make_test() -> None:
    """What passes `make test` passes `make check`, and nothing is checked twice."""
    checks, tests = (
        [line for line in printed_by_make("-n", target).splitlines() if "/bin/" in line]
        for target in ("check", "test")
    )
    assert tests[: len(checks)] == checks
    assert len(tests) == len(set(tests)) == len(checks) + 1


def test_dockerfile_is_sound() -> None:
    """The Dockerfile passes hadolint."""
    result = run("hadolint", "Dockerfile")
    assert result.returncode == 0, result.stdout


def test_actions_and_base_image_are_pinned() -> None:
    """Nobody can put other code behind a tag: actions have a commit, the image has a digest."""
    workflow = (PROJECT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    actions = re.findall(r"uses: (.*)", workflow)
    assert actions
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in actions)
    dockerfile = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    stages = set(re.findall(r"^FROM .* AS (\w+)$", dockerfile, re.MULTILINE))
    images = set(re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)) - stages
    assert images
    assert all(re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}", image) for image in images)


def test_compose_file_is_valid() -> None:
    """docker-compose.yml follows the Compose specification."""
    schema = "vendor.compose-spec"
    result = run("check-jsonschema", "--builtin-schema", schema, "docker-compose.yml")
    assert result.returncode == 0, result.stdout


def test_container_is_confined() -> None:
    """The container runs as a number, reads its root, and writes to one volume only unless told."""
    compose = yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))
    (service,) = compose["services"].values()
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert list(compose["volumes"]) == ["data"]
    mounts = dict(volume.rsplit(":/", 1) for volume in service["volumes"])
    mode = "${YOUJU_ARTICLES_MODE:-ro}"
    assert mounts == {"data": "data", "${YOUJU_ARTICLES:-./seeds}": f"articles:{mode}"}
    assert service["healthcheck"]["test"] == ["CMD", "python", "-m", "bot.health"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_has_hashes_and_no_hosts(name: str) -> None:
    """Every locked package has hashes, and no address of any index is in the lock."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    assert "://" not in text
    packages = re.findall(r"^[\w.-]+==.*(?:\n {4}--hash.*)*", text, re.MULTILINE)
    assert len(packages) > 20
    assert all("--hash=sha256:" in package for package in packages)


def test_lock_covers_what_is_declared() -> None:
    """Every declared dependency is in the lock of what runs, those of all extras but `ocr` too."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    recognising = extras.pop("ocr")
    lines = [*project["dependencies"], *chain(*extras.values())]
    for lock, declared in (("", lines), ("-dev", [*lines, *recognising])):
        text = (PROJECT / f"requirements{lock}.txt").read_text(encoding="utf-8")
        locked = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
        assert {re.split(r"[\[><=~ ]", line)[0].lower() for line in declared} <= locked
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^EXTRAS := (.*)$", makefile)[0].split()) == set(extras)


def test_every_locked_package_is_listed_with_its_licence() -> None:
    """Who passes on an image knows under which licences everything in it is (`make licences`)."""
    lock = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    listed = re.findall(
        r"^\| ([\w.-]+) \| [^|]*\w[^|]* \|",
        (PROJECT / "docs" / "THIRD-PARTY.md").read_text(encoding="utf-8").partition("|---|")[2],
        re.MULTILINE,
    )
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    assert list(map(normalised, listed)) == sorted(map(normalised, locked))


def normalised(name: str) -> str:
    """Return the name of a package as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("file", ["LICENSE", "NOTICE", "docs/THIRD-PARTY.md"])
def test_licences_are_in_the_image(file: str) -> None:
    """The image tells its licences, and what it copies is not left out of the build."""
    dockerfile = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", dockerfile, re.MULTILINE)
    assert file in " ".join(copied).split()
    assert f"!{file}" in (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
