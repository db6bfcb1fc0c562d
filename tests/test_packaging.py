"""What is shipped beside the code: container files, lock files, the build."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

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


@pytest.mark.parametrize("name", ["docker-compose.yml", "docker-compose.replicas.yml"])
def test_compose_file_is_valid(name: str) -> None:
    """Both follow the Compose specification."""
    result = run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", name)
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


def test_replicas_share_articles_and_nothing_else_on_disk() -> None:
    """Each has a data folder of its own; what one is told to read, the others find, too."""
    services = replicas_file()["services"]
    replicas = {name: one for name, one in services.items() if name.startswith("youju")}
    mounts = [one["volumes"] for one in replicas.values()]
    assert len(mounts) == 3
    assert len({data for data, _ in mounts}) == len(mounts)
    assert len({articles for _, articles in mounts}) == 1
    addresses = " ".join(f"{name}:8080" for name in replicas)
    caddyfile = (PROJECT / "docs/replicas/Caddyfile").read_text(encoding="utf-8")
    assert f"{{$YOUJU_REPLICAS:{addresses}}}" in caddyfile


def test_replicas_are_confined_and_only_https_is_open() -> None:
    """As the one container is; probes, figures and the database are not for the world."""
    compose = replicas_file()
    services = compose["services"]
    for name, service in services.items():
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert {"restart", "stop_grace_period", "mem_limit"} <= service.keys(), name
        opened = [port for port in service.get("ports", ()) if not port.startswith("127.0.0.1:")]
        assert opened == (["80:80", "443:443"] if name == "balancer" else []), name
    for name in ("youju1", "youju2", "youju3"):
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", services[name]["user"])
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["healthcheck"]["test"][-1] == "--ready"
    assert services["database"]["networks"] == ["back"]
    assert compose["networks"]["back"] == {"internal": True}
    assert "networks" in services["balancer"]
    assert "back" not in services["balancer"]["networks"]


def test_replicas_have_the_settings_of_the_one_container() -> None:
    """What can be chosen for one bot can be chosen for several."""
    (one,) = yaml.safe_load((PROJECT / "docker-compose.yml").read_text("utf-8"))[
        "services"
    ].values()
    assert one["environment"].keys() <= replicas_file()["services"]["youju1"]["environment"].keys()


def replicas_file() -> dict[str, Any]:
    """Return what the Compose file of several replicas says."""
    text = (PROJECT / "docker-compose.replicas.yml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


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
