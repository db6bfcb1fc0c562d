import os
import time
from pathlib import Path

import pytest

from knowledge import ArticlesMissingError, Folder
from knowledge.library.folder import SETTLED_SECONDS, stamp

LONG_AGO = time.time_ns() - int(100 * SETTLED_SECONDS * 1e9)


def test_only_articles_are_found(shelf: Path) -> None:
    """Hidden files, other kinds, folders and golden questions are no articles; order is by name."""
    for name in ("b.TXT", "a.md", "a.questions.jsonl", "a.png", ".hidden.txt"):
        (shelf / name).write_text("x")
    (shelf / ".git").mkdir()
    (shelf / ".git" / "notes.txt").write_text("x")
    (shelf / "folder.txt").mkdir()
    assert list(Folder(shelf).contents().found) == ["a.md", "b.TXT"]


def test_golden_questions_are_found_at_any_depth(shelf: Path) -> None:
    """They may lie beside the articles that they are about."""
    (shelf / "deep").mkdir()
    for name in ("b.questions.jsonl", "deep/a.questions.jsonl", "deep/a.jsonl"):
        (shelf / name).write_text("{}")
    assert list(Folder(shelf).questions()) == ["b.questions.jsonl", "deep/a.questions.jsonl"]
    assert list(Folder(shelf / "none").questions()) == []


def test_a_folder_that_cannot_be_looked_into_is_no_deletion(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its articles are not gone: the reload stops with one sentence."""
    for name in ("open", "closed"):
        (shelf / name).mkdir()
        (shelf / name / "a.txt").write_text("x")
    look = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(ArticlesMissingError, match=r"closed: cannot be looked into \(Permission"):
        Folder(shelf).contents()


def test_a_file_behind_a_link_has_the_name_of_the_link(shelf: Path, tmp_path: Path) -> None:
    """What is linked into the folder is called as the folder calls it."""
    (tmp_path / "real.txt").write_text("x")
    (shelf / "link.txt").symlink_to(tmp_path / "real.txt")
    found = Folder(shelf).contents().found
    assert list(found) == ["link.txt"]
    assert Folder(shelf).folders_of(found) == {"link.txt": str(shelf.resolve())}


def test_a_file_from_elsewhere_belongs_to_no_folder(shelf: Path, tmp_path: Path) -> None:
    """A file that was read by its name outlives reloads of the folder."""
    inside, outside = shelf / "a.txt", tmp_path / "b.txt"
    folder = Folder(shelf, (inside, outside))
    found = folder.contents().found
    assert folder.folders_of(found) == {"a.txt": str(shelf.resolve()), "b.txt": ""}


def test_a_file_that_has_just_changed_has_no_stamp(shelf: Path) -> None:
    """Within one tick of the clock it could change again and look the same."""
    file = shelf / "a.txt"
    file.write_text("x")
    assert stamp(str(file)) == ""
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert stamp(str(file)) == ""  # the time of the node is not for programs to set
    assert stamp(str(shelf / "none.txt")) == ""
