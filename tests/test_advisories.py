"""What is known against the packages that are locked, by a list that was downloaded before."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

SCRIPT = Path(__file__).parents[1] / ".github" / "advisories.py"
SINCE_1_TO_2 = [{"introduced": "1.0"}, {"fixed": "2.0"}]


def advisory(name: str, *events: dict[str, str], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return an advisory in OSV's form against versions of a package."""
    package = {"ecosystem": "PyPI", "name": name}
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    affected = {"package": package, "ranges": ranges, "versions": more.pop("versions", [])}
    told = {"id": "PYSEC-1", "modified": "2026-11-20T08:00:00Z", "summary": "It reads too far."}
    return {**told, "affected": [affected], **more}


def asked(source: Path, *locked: str) -> tuple[int, str]:
    """Return the exit code and what is said of a lock with some packages."""
    lock = source.parent / "lock.txt"
    lock.write_text("".join(f"{one} \\\n    --hash=sha256:00\n" for one in locked), "utf-8")
    done = subprocess.run(  # noqa: S603 - the script of this repository
        [sys.executable, SCRIPT, source, lock], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def lines(folder: Path, *known: dict[str, Any]) -> Path:
    """Return a file with advisories, one a line."""
    file = folder / "list.jsonl"
    file.write_text("\n".join(map(json.dumps, known)), "utf-8")
    return file


def test_what_is_known_is_told_with_the_remedy(tmp_path: Path) -> None:
    """One line: the package, the advisory under all its names, and the first version without."""
    known = advisory("Slow_Reader", *SINCE_1_TO_2, aliases=["CVE-2026-1"])
    code, told = asked(lines(tmp_path, known), "slow-reader==1.5", "other==1.5")
    assert code == 1
    assert told.splitlines() == [
        "slow-reader 1.5: PYSEC-1 CVE-2026-1 It reads too far. (2.0 is without it: `make lock`)",
        "1 known against 2 packages; the list has 1 advisories, the newest of 2026-11-20",
    ]


@pytest.mark.parametrize("version", ["0.9", "2.0", "2.0.1"])
def test_other_versions_are_fine(tmp_path: Path, version: str) -> None:
    """Before it came and since it was mended."""
    code, _ = asked(lines(tmp_path, advisory("reader", *SINCE_1_TO_2)), f"reader=={version}")
    assert code == 0


def test_every_form_of_a_range_is_understood(tmp_path: Path) -> None:
    """From the beginning, up to a last one, again later, or one by one."""
    known = advisory("a", {"introduced": "0"}, {"last_affected": "1.2"})
    again = advisory("b", *SINCE_1_TO_2, {"introduced": "3.0"}, {"fixed": "3.1"})
    listed = advisory("c", {"introduced": "9"}, versions=["1.4", "of old"])
    source = lines(tmp_path, known, again, listed)
    assert asked(source, "a==1.3", "b==2.5", "c==1.5")[0] == 0
    code, told = asked(source, "a==1.2", "b==3.0", "c==1.4")
    assert code == 1
    assert "a 1.2: PYSEC-1 It reads too far. (no version without)" in told
    assert "3.1 is without it" in told
    assert told.count("PYSEC-1") == 3


def test_what_was_withdrawn_or_told_before_is_not_told(tmp_path: Path) -> None:
    """Two databases have the same hole under two names."""
    withdrawn = advisory("reader", *SINCE_1_TO_2, withdrawn="2026-11-21T08:00:00Z")
    one = advisory("reader", *SINCE_1_TO_2, aliases=["CVE-2026-1"])
    same = advisory("reader", *SINCE_1_TO_2, id="GHSA-1", aliases=["CVE-2026-1"])
    assert asked(lines(tmp_path, withdrawn), "reader==1.0")[0] == 0
    assert "1 known against" in asked(lines(tmp_path, one, same), "reader==1.0")[1]


def test_lists_are_read_as_they_are_downloaded(tmp_path: Path) -> None:
    """OSV's archive of JSON, PyPA's folders of YAML."""
    known = advisory("reader", *SINCE_1_TO_2)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("PYSEC-1.json", json.dumps(known))
    folder = tmp_path / "advisory-database" / "vulns" / "reader"
    folder.mkdir(parents=True)
    (folder / "PYSEC-1.yaml").write_text(yaml.safe_dump(known), "utf-8")
    for source in (tmp_path / "all.zip", tmp_path / "advisory-database"):
        assert asked(source, "reader==1.0")[0] == 1


@pytest.mark.parametrize("content", ["", "<html>", '{"error": "not found"}', '{"affected": 7}'])
def test_what_is_no_list_is_not_taken_for_a_clean_one(tmp_path: Path, content: str) -> None:
    """A login page or an empty file knows of nothing, which says nothing."""
    source = tmp_path / "all.zip"
    source.write_text(content, "utf-8")
    code, told = asked(source, "reader==1.0")
    assert code == 2
    assert len(told.splitlines()) == 1


def test_our_own_locks_are_compared(tmp_path: Path) -> None:
    """All three, if none is named: what runs, what tests, what measures."""
    used = ("aiosqlite", "pytest", "rank-bm25")
    source = lines(tmp_path, *(advisory(one, {"introduced": "0"}, id=one) for one in used))
    done = subprocess.run(  # noqa: S603 - as above
        [sys.executable, SCRIPT, source], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert [line.split()[0] for line in done.stdout.splitlines()[:-1]] == list(used)
