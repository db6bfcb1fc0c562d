import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.web.book import inside, package_in, parse_xml, read_book, titles_in
from tests.knowledge.reading.web.books import CONTAINER, FILES, PACKAGE

NAMES = list(FILES)


def test_the_package_names_the_chapters_in_order() -> None:
    """Each once, without the table of contents and what is not there."""
    book = read_book(PACKAGE.encode(), "OEBPS/book.opf", NAMES)
    assert book.chapters == ("OEBPS/cover.xhtml", "OEBPS/text/c 2.xhtml", "OEBPS/text/c1.xhtml")
    assert (book.title, book.author, book.language) == ("白沙島渡輪", "林曉、周明", "zh-Hant")
    assert book.contents == "OEBPS/nav.xhtml"


def test_a_book_without_a_package_has_its_pages() -> None:
    """In order of name, whether the package is missing or broken."""
    pages = ("OEBPS/cover.xhtml", "OEBPS/nav.xhtml", "OEBPS/text/c 2.xhtml", "OEBPS/text/c1.xhtml")
    assert read_book(b"", "", NAMES).chapters == pages
    assert read_book(b"<package/>", "a.opf", NAMES).chapters == pages


def test_the_package_is_found() -> None:
    """Where the container says, else by its ending."""
    assert package_in(CONTAINER.encode(), NAMES) == "OEBPS/book.opf"
    assert package_in(b"<container/>", NAMES) == "OEBPS/book.opf"
    assert package_in(b"", ["a.xhtml"]) == ""


def test_titles_are_in_either_table_of_contents() -> None:
    """The page of a newer book and the file of an older one."""
    nav = b'<nav><a href="c1.xhtml#a">One</a><a href="c1.xhtml#b">Part</a></nav>'
    assert titles_in(nav, "x/nav.xhtml") == {"x/c1.xhtml": "One"}
    ncx = (
        b'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
        b'<text>One</text></navLabel><content src="c1.xhtml"/></navPoint></navMap></ncx>'
    )
    assert titles_in(ncx, "x/toc.ncx") == {"x/c1.xhtml": "One"}


def test_entities_stay_what_they_are() -> None:
    """A file of entities inside entities does not grow, and names no other file."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    tree = parse_xml(f"{bomb}<x>&a9;&f;</x>".encode())
    assert tree is None or len("".join(tree.itertext())) < 100


@pytest.mark.parametrize("address", ["../../../etc/passwd", "/etc/passwd", "http://x/y", None])
def test_no_path_leads_to_another_file(address: str | None) -> None:
    """An address outside of the archive is a name that the archive does not have."""
    assert inside(address, "OEBPS/book.opf") not in NAMES


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_package_is_a_book(package: bytes, path: str) -> None:
    """Whatever the bytes, there is a list of chapters that are there."""
    assert set(read_book(package, path, NAMES).chapters) <= set(NAMES)
    titles_in(package, path)
    package_in(package, NAMES)
