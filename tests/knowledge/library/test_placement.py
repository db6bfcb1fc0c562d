import os
from pathlib import Path

import pytest

from knowledge.library.offer import NewFile
from knowledge.library.placement import Placement, place, placements, take_back, write_whole
from knowledge.model.errors import KnowledgeError
from tests.knowledge.reading.cases import articles_of

A, B = "https://example.org/a", "https://example.org/b"


def page(url: str, text: str = "甲。") -> bytes:
    """Return an article as Markdown with an address."""
    return f"---\nurl: {url}\n---\n{text}\n".encode()


def put(folder: Path, *files: NewFile, live: dict[str, str] | None = None) -> list[str]:
    """Place files and return their paths below the folder."""
    placed = place(folder, placements(folder, files, live or {}, articles_of))
    return [path.relative_to(folder).as_posix() for path in placed]


def test_a_new_file_is_written(tmp_path: Path) -> None:
    """Folders are made, the bytes are those given, and nothing else is left behind."""
    assert put(tmp_path, NewFile("added/a.md", b"x")) == ["added/a.md"]
    assert [p.name for p in (tmp_path / "added").iterdir()] == ["a.md"]


def test_a_page_that_is_there_is_replaced_where_it_is(tmp_path: Path) -> None:
    """The same address again changes its own file, wherever that is, and keeps the old text."""
    (tmp_path / "old.md").write_bytes(page(A, "舊。"))
    placed = put(tmp_path, NewFile("added/new.md", page(A), A), live={A: "old.md"})
    assert placed == ["old.md"]
    assert (tmp_path / "old.md").read_bytes() == page(A)
    assert (tmp_path / "old.md.replaced").read_bytes() == page(A, "舊。")


@pytest.mark.parametrize("file", ["../outside.md", "list.jsonl", "gone.md"])
def test_a_file_that_is_not_just_that_page_is_not_replaced(tmp_path: Path, file: str) -> None:
    """Files outside the folder, files of many articles and files that are gone stay as they are."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "outside.md").write_bytes(page(A))
    (folder / "list.jsonl").write_bytes(b"{}")
    assert put(folder, NewFile("added/a.md", page(A), A), live={A: file}) == ["added/a.md"]


def test_pages_of_one_title_get_numbers(tmp_path: Path) -> None:
    """Another page under a name that is taken gets a number; the same page takes its place."""
    assert put(tmp_path, NewFile("a.md", page(A), A), NewFile("a.md", page(B), B)) == [
        "a.md",
        "a-2.md",
    ]
    assert put(tmp_path, NewFile("a.md", page(B, "新。"), B)) == ["a-2.md"]


def test_a_file_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    """A file that is sent again, mended, takes the place of the first; the first stays beside."""
    put(tmp_path, NewFile("a.txt", b"one"))
    (placed,) = placements(tmp_path, [NewFile("a.txt", b"two")], {}, articles_of)
    assert placed.replaces
    place(tmp_path, [placed])
    assert (tmp_path / "a.txt.replaced").read_bytes() == b"one"
    put(tmp_path, NewFile("a.txt", b"three"))
    assert (tmp_path / "a.txt.replaced-2").read_bytes() == b"two"
    (same,) = placements(tmp_path, [NewFile("a.txt", b"three")], {}, articles_of)
    assert not same.replaces


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fails in the middle, the old file is whole and no piece is left."""
    (tmp_path / "a.md").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a.md", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.md", b"old")]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A sentence with the file, the reason and the remedy."""
    (tmp_path / "added").write_bytes(b"a file where the folder would be")
    with pytest.raises(
        KnowledgeError, match=r"a\.md: cannot be written .* make the articles folder"
    ):
        put(tmp_path, NewFile("added/a.md", b"x"))


def test_what_was_placed_can_be_taken_back(tmp_path: Path) -> None:
    """A new file goes, a replaced one is as it was, also if it was replaced before."""
    for content in (b"one", b"two"):
        place(tmp_path, [Placement("a.md", content, replaces=(tmp_path / "a.md").exists())])
    placed = [Placement("a.md", b"three", replaces=True), Placement("b.md", b"new", replaces=False)]
    place(tmp_path, placed)
    take_back(tmp_path, placed)
    assert (tmp_path / "a.md").read_bytes() == b"two"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "a.md.replaced"]
