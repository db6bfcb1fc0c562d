from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from knowledge.reading import read_file
from knowledge.reading.pdf import pdf, streams
from knowledge.reading.pdf.pdf import read_pdf
from tests.knowledge.reading.cases import cases, expected, outcome
from tests.knowledge.reading.making import pdfs
from tests.knowledge.reading.pdf_writing import Pdf, Text

FILES = pdfs()
TEXT = Text(70, 120, "The last night ferry left Riverton in 2014, with nobody aboard.")


@pytest.mark.parametrize("case", cases("pdf"), ids=lambda case: case.stem)
def test_a_pdf_is_read_as_expected(case: Path) -> None:
    """Headings, paragraphs across pages, running heads, a scan, an empty page: as the case says."""
    assert outcome(case) == expected(case)


@pytest.mark.parametrize("case", cases("pdf"), ids=lambda case: case.stem)
def test_the_files_are_those_that_are_made(case: Path) -> None:
    """Whoever changes how a case is made sees which file is no longer that."""
    assert case.read_bytes() == FILES[case.name]


def locked(password: str) -> bytes:
    """Return the English letter with a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(FILES["letter_english.pdf"])))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_locked_pdf_says_so() -> None:
    """A PDF that opens only with a password is refused as locked, not as damaged."""
    (problem,) = read_file(locked("secret"), "a.pdf").problems
    assert str(problem) == "a.pdf: it is locked with a password; save it again without one"


def test_a_pdf_that_only_forbids_copying_is_read() -> None:
    """A PDF that opens without a password is read like any other."""
    assert read_pdf(locked(""), "a.pdf").articles[0].title == "The night ferry"


def test_an_owner_password_alone_locks_nothing() -> None:
    """A PDF that opens everywhere is read, however strong its cipher."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(FILES["letter_english.pdf"])))
    writer.encrypt("", owner_password="owner", algorithm="AES-256")
    written = BytesIO()
    writer.write(written)
    assert read_pdf(written.getvalue(), "a.pdf").articles[0].title == "The night ferry"


@pytest.mark.parametrize("date", ["2019-03-05", "Tue Mar 5 2019", "D:00000101000000Z", "soon"])
def test_a_date_that_is_none_spoils_nothing(date: str) -> None:
    """When a file was made is not when it was published, however it is written."""
    (article,) = read_pdf(Pdf("渡輪", "林曉", date).page([TEXT]).content(), "a.pdf").articles
    assert article.published is None


def test_an_account_is_no_author() -> None:
    """What a program wrote of itself or its user is left out."""
    for author in ("anonymous", "Administrator", "微软用户"):
        content = Pdf("渡輪", author).page([TEXT]).content()
        assert read_pdf(content, "a.pdf").articles[0].author is None


def test_letters_without_a_meaning_are_refused() -> None:
    """Numbers of shapes are no text: the sentence says how to get some."""
    content = Pdf().page([TEXT]).content().replace(b"/ToUnicode 5 0 R", b"/To_nothing 5 0 R")
    (problem,) = read_pdf(content, "a.pdf").problems
    assert str(problem).startswith("a.pdf: its letters are numbers of shapes without a table")
    assert "OCR" in str(problem)


def test_a_line_that_is_printed_twice_is_read_once() -> None:
    """Printers make letters bold by printing them again beside themselves."""
    twice = [Text(70, 100, "圖書室須知"), Text(70.3, 100, "圖書室須知")]
    content = Pdf().page([*twice, Text(70, 130, "每次可以借三冊，借期二十天。")]).content()
    (article,) = read_pdf(content, "a.pdf").articles
    assert article.title == "圖書室須知"
    assert article.text == "圖書室須知\n\n每次可以借三冊，借期二十天。"


def test_pages_that_unpack_to_a_thousand_times_their_size_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What draws a page is weighed against the file, page by page."""
    monkeypatch.setattr(streams, "FREE_OF_RATIO", 10_000)
    packed = PdfWriter(clone_from=PdfReader(BytesIO(Pdf().page([TEXT] * 5000).content())))
    for page in packed.pages:
        page.compress_content_streams()
    written = BytesIO()
    packed.write(written)
    (problem,) = read_file(written.getvalue(), "a.pdf").problems
    assert "times its size or more, as no text does" in str(problem)


def test_a_page_that_is_used_again_and_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that are one and the same unpack to little, but draw without end."""
    monkeypatch.setattr(streams, "FREE_OPERATIONS", 1000)
    monkeypatch.setattr(streams, "MOST_DRAWN_A_BYTE", 2)
    content = Pdf().page([TEXT] * 100).again(400).content()
    (problem,) = read_file(content, "a.pdf").problems
    assert "as no text does; print it to a new PDF" in str(problem)


def test_pages_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF with more pages than the limit is refused with both numbers, before any is read."""
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    (problem,) = read_pdf(FILES["report_traditional.pdf"], "a.pdf").problems
    assert str(problem) == "a.pdf: it has 3 pages, and 2 are read; divide it"


def test_a_page_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with more words than a newspaper's is read up to the limit."""
    monkeypatch.setattr(pdf, "LONGEST_PAGE", 12)
    content = Pdf().page([Text(70, 100 + 15 * n, "One line.") for n in range(9)]).content()
    assert read_pdf(content, "a.pdf").articles[0].text == "One line."


def test_a_made_up_title_is_not_taken() -> None:
    """Where a program wrote the name of a file as the title, the heading is the title."""
    for title in ("Microsoft Word - letter.doc", "ferry_v3.indd", "untitled", "report.docx"):
        content = Pdf(title).page([Text(70, 80, "The night ferry", 20), TEXT]).content()
        assert read_pdf(content, "a.pdf").articles[0].title == "The night ferry"
    kept = Pdf("Ferries: a report.").page([TEXT]).content()
    assert read_pdf(kept, "a.pdf").articles[0].title == "Ferries: a report."


@settings(max_examples=40)
@given(st.integers(0, 2500), st.binary(min_size=1, max_size=8))
def test_a_damaged_pdf_is_an_article_or_a_problem(place: int, damage: bytes) -> None:
    """Bytes that were overwritten anywhere never raise, and blocks stay slices of the text."""
    whole = FILES["letter_english.pdf"]
    reading = read_file(whole[:place] + damage + whole[place + len(damage) :], "a.pdf")
    assert bool(reading.articles) != bool(reading.problems)
    for article in reading.articles:
        assert all(block.span.of(article.text).strip() for block in article.blocks)
