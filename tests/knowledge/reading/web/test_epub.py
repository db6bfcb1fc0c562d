import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading import archive, read_file
from tests.knowledge.reading.making import zipped
from tests.knowledge.reading.web.books import PACKAGE, PAGE, book


def test_a_chapter_is_an_article() -> None:
    """In the order of the book, with the book's fields; cover and contents are none."""
    second, first = read_file(book(), "書.epub").articles
    assert (second.id, second.title) == ("書.epub/OEBPS/text/c 2.xhtml", "白沙島渡輪 · 票價")
    assert (first.id, first.title) == ("書.epub/OEBPS/text/c1.xhtml", "白沙島渡輪 · 電池渡輪")
    for article in (first, second):
        assert (article.author, article.source) == ("林曉、周明", "白沙島渡輪")
        assert (article.language, article.published) == ("zh-Hant", "2024-03-05")
        assert article.file == "書.epub"
    assert first.text == "電池渡輪\n\n首艘船已於本週試航。"


def test_a_book_without_a_package_is_read() -> None:
    """Its pages are chapters, and it is called as its file."""
    only = zipped({"a.xhtml": PAGE.format("<h1>票價</h1><p>五元，老人免費。</p>").encode()})
    (article,) = read_file(only, "書.epub").articles
    assert (article.title, article.source) == ("書 · 票價", "書")


def test_a_book_in_an_archive_is_read() -> None:
    """Its chapters belong to the archive, and their ids say where they are."""
    articles = read_file(zipped({"書.epub": book()}), "a.zip").articles
    assert {article.file for article in articles} == {"a.zip"}
    assert articles[1].id == "a.zip/書.epub/OEBPS/text/c1.xhtml"


def test_a_locked_chapter_is_told() -> None:
    """What a shop has locked is no text, and the other chapters are read."""
    lock = '<encryption><CipherReference URI="OEBPS/text/c1.xhtml"/></encryption>'
    reading = read_file(book(**{"META-INF__encryption_xml": lock}), "a.epub")
    assert [article.id for article in reading.articles] == ["a.epub/OEBPS/text/c 2.xhtml"]
    (problem,) = reading.problems
    assert str(problem) == (
        "a.epub: OEBPS/text/c1.xhtml: only its shop's program can open it; "
        "get the book without a lock"
    )


def test_a_chapter_that_is_named_often_is_read_once() -> None:
    """A spine of a thousand times the same chapter does not multiply it."""
    package = PACKAGE.replace('<itemref idref="one"/>', '<itemref idref="one"/>' * 1000)
    assert len(read_file(book(OEBPS__book_opf=package), "a.epub").articles) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x", "it is no EPUB, or damaged"),
        (zipped({"a.txt": b"x"}), "there is no chapter with words in it"),
        (zipped({"a.xhtml": b"0" * 5_000_000}), "times its size"),
    ],
)
def test_what_is_no_book_is_refused(content: bytes, said: str) -> None:
    """In one sentence, before anything is unpacked."""
    (problem,) = read_file(content, "a.epub").problems
    assert said in str(problem)


def test_a_book_of_very_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard of archives holds for books."""
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    monkeypatch.setattr(archive.Budget.__init__, "__defaults__", (3, 10_000))
    (problem,) = read_file(book(), "a.epub").problems
    assert "more than 3 files" in str(problem)


@given(st.text(max_size=300))
def test_any_package_gives_articles_or_problems(package: str) -> None:
    """Whatever describes the book, it is read or refused."""
    reading = read_file(book(OEBPS__book_opf=package), "a.epub")
    assert reading.articles or reading.problems
