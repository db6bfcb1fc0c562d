from pathlib import Path

import pytest

from knowledge.library.removal import remove_article
from knowledge.model.article import Article
from knowledge.model.errors import KnowledgeError
from tests.knowledge.reading.cases import articles_of
from tests.knowledge.reading.making import zipped

LINES = b'{"id": "a", "text": "A."}\n{"id": "b", "text": "B."}\n{"id": "c", "text": "C."}\n'


def articles(folder: Path, name: str, content: bytes) -> dict[str, Article]:
    """Write a file and return its articles by id."""
    (folder / name).write_bytes(content)
    return {article.id: article for article in articles_of(content, name)}


def test_a_file_is_set_aside(tmp_path: Path) -> None:
    """A file with one article gets another ending; undoing brings it back."""
    article = articles(tmp_path, "a.md", b"A.")["a.md"]
    undo = remove_article(tmp_path, article, articles_of)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md.removed"]
    undo()
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_an_earlier_removal_is_kept(tmp_path: Path) -> None:
    """A file of the same name that was removed before stays, too."""
    for words in (b"A.", b"B."):
        remove_article(tmp_path, articles(tmp_path, "a.md", words)["a.md"], articles_of)
    assert (tmp_path / "a.md.removed").read_bytes() == b"A."
    assert (tmp_path / "a.md.removed-2").read_bytes() == b"B."


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """A file that holds another article by now is not removed for the old one's sake."""
    article = articles(tmp_path, "a.md", b"---\nid: one\n---\nA.")["one"]
    (tmp_path / "a.md").write_bytes(b"---\nid: two\n---\nB.")
    with pytest.raises(KnowledgeError, match=r"a\.md: the article is not in it any more"):
        remove_article(tmp_path, article, articles_of)


def test_a_line_is_taken_out(tmp_path: Path) -> None:
    """A line of a JSONL file moves to a file beside it, and the others stay as they are."""
    found = articles(tmp_path, "a.jsonl", LINES)
    undo = remove_article(tmp_path, found["b"], articles_of)
    lines = LINES.splitlines(keepends=True)
    assert (tmp_path / "a.jsonl").read_bytes() == lines[0] + lines[2]
    assert (tmp_path / "a.jsonl.removed").read_bytes() == lines[1]
    remove_article(tmp_path, found["c"], articles_of)
    assert (tmp_path / "a.jsonl.removed").read_bytes() == lines[1] + lines[2]
    undo()
    assert (tmp_path / "a.jsonl").read_bytes() == LINES


def test_what_has_to_be_done_by_hand_is_told(tmp_path: Path) -> None:
    """An archive, a file that is gone, a line that is gone and a file elsewhere stay untouched."""
    packed = articles(tmp_path, "a.zip", zipped({"a.md": b"A.", "b.md": b"B."}))
    with pytest.raises(KnowledgeError, match=r"a\.zip: it holds 2 articles: take this one out"):
        remove_article(tmp_path, packed["a.zip/a.md"], articles_of)
    line = articles(tmp_path, "a.jsonl", LINES)["a"]
    (tmp_path / "a.jsonl").write_bytes(LINES.replace(b'"a"', b'"x"'))
    with pytest.raises(KnowledgeError, match="not in it any more"):
        remove_article(tmp_path, line, articles_of)
    gone = articles(tmp_path, "gone.md", b"A.")["gone.md"]
    (tmp_path / "gone.md").unlink()
    with pytest.raises(KnowledgeError, match="no file of the articles folder"):
        remove_article(tmp_path, gone, articles_of)
    with pytest.raises(KnowledgeError, match="no file of the articles folder"):
        remove_article(tmp_path / "inner", line, articles_of)
    wide = articles(tmp_path, "w.jsonl", LINES.decode().encode("utf-16"))["b"]
    with pytest.raises(KnowledgeError, match="save it as UTF-8"):
        remove_article(tmp_path, wide, articles_of)
