import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PINNED = re.compile(r"^[\w.-]+==.*(?:\n {4}--hash.*)*", re.MULTILINE)


def pins(name: str) -> set[str]:
    """Return the pinned packages of a lock file, without their hashes."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    return {package.split("\\")[0].strip() for package in PINNED.findall(text)}


def test_the_peers_are_locked_with_hashes_and_no_hosts() -> None:
    """As everything else that `make` installs."""
    text = (PROJECT / "requirements-bench.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert all("--hash=sha256:" in package for package in PINNED.findall(text))
    assert {package.split("==")[0] for package in pins("requirements-bench.txt")} >= {
        "bm25s",
        "rank-bm25",
        "tantivy",
    }


def test_what_is_measured_is_what_runs() -> None:
    """The project's own libraries have the versions of `make run`."""
    assert pins("requirements.txt") <= pins("requirements-bench.txt")
