import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading import read_file
from knowledge.reading.office import docx
from knowledge.reading.office.docx import read_docx
from tests.knowledge.reading.cases import cases, expected, outcome

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("case", cases("docx"), ids=lambda case: case.stem)
def test_a_word_file_is_read_as_expected(case: Path) -> None:
    """Headings, lists, tables and properties give what the case says."""
    assert outcome(case) == expected(case)


def blocks_of(*paragraphs: str) -> list[str]:
    """Return what is read of a Word file whose body holds some XML."""
    document = Document()
    for paragraph in paragraphs:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(paragraph))
    written = BytesIO()
    document.save(written)
    (article,) = read_docx(written.getvalue(), "a.docx").articles
    return [f"{block.kind}: {block.span.of(article.text)}" for block in article.blocks]


def test_insertions_are_read_and_deletions_are_not() -> None:
    """A file with tracked changes is read as if they were accepted."""
    changed = (
        f"<w:p {W}><w:r><w:t>船票</w:t></w:r><w:ins><w:r><w:t>五元</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>三元</w:delText></w:r></w:del></w:p>"
    )
    assert blocks_of(changed) == ["paragraph: 船票五元"]


def test_links_breaks_and_content_controls_are_text() -> None:
    """The words of links and of form fields count, and a break ends a line."""
    linked = (
        f"<w:sdt {W}><w:sdtContent><w:p><w:hyperlink><w:r><w:t>時刻表</w:t><w:br/>"
        "<w:t>在此</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
    )
    assert blocks_of(linked) == ["paragraph: 時刻表\n在此"]


def test_an_outline_level_makes_a_heading() -> None:
    """A paragraph that Word's outline shows is a heading without any style."""
    heading = f'<w:p {W}><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>票價</w:t></w:r></w:p>'
    text = f"<w:p {W}><w:r><w:t>每張五元。</w:t></w:r></w:p>"
    assert blocks_of(text, heading, text)[1] == "heading: 票價"


def test_an_old_or_locked_file_says_so() -> None:
    """A .doc under another name and a file with a password begin alike, and neither is read."""
    (problem,) = read_file(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.docx").problems
    assert "locked with a password or of an old Word" in str(problem)


def test_a_zip_that_is_no_word_file_is_damaged() -> None:
    """Any other zip under the name of a Word file is a problem."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "text")
    (problem,) = read_file(written.getvalue(), "a.docx").problems
    assert str(problem).startswith("a.docx: the file is damaged (")


def test_a_bomb_is_refused() -> None:
    """A Word file whose parts unpack to a thousand times their size is refused unread."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 5_000_000)
    (problem,) = read_file(written.getvalue(), "a.docx").problems
    assert "times its size, as no text does" in str(problem)


def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More paragraphs than the longest novel has are refused with both numbers."""
    monkeypatch.setattr(docx, "MOST_PARTS", 2)
    whole = next(case for case in cases("docx") if "handbook" in case.name).read_bytes()
    (problem,) = read_docx(whole, "a.docx").problems
    assert "paragraphs, and 2 are read; divide it" in str(problem)


@settings(max_examples=30)
@given(st.integers(0, 37_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_word_file_is_an_article_or_a_problem(place: int, damage: bytes) -> None:
    """Bytes that were overwritten anywhere never raise."""
    whole = next(case for case in cases("docx") if "handbook" in case.name).read_bytes()
    reading = read_file(whole[:place] + damage + whole[place + len(damage) :], "a.docx")
    assert bool(reading.articles) != bool(reading.problems)
