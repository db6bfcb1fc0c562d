"""What does a PDF say?

Invariant: the text is what the file itself holds; pictures are never read, but a scan is told from
a file without text. pypdf lives here.
"""

import logging
import math
import re
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError, PdfStreamError

from knowledge.model.errors import ArticleError
from knowledge.reading.composition import compose_article, metadata_of, tidy_line
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.pdf.lines import PrintedLine, pieces_of

MOST_PAGES = 3000  # pypdf reads about ten pages a second
LONGEST_PAGE = 200_000  # characters: a page of a newspaper has 30,000

_ENCRYPTED = "it is locked with a password; save it again without one"
_EMPTY = "there is no text on its pages ({pages}); add some or remove the file"
_SCANNED = (
    "its pages ({pages}) are pictures without text, as a scanner makes them; let a program for "
    "text recognition (OCR) write the text into it, then add it again"
)
# Titles that programs write and people do not: names of files above all.
_MADE_UP = re.compile(
    r"(?i:untitled|microsoft (?:word|powerpoint|excel) - |无标题|未命名|無標題).*"
    r"|\S+\.(?i:docx?|pdf|wps|indd|pptx?|xlsx?|odt|rtf|tex|html?)"
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read, we say


def read_pdf(content: bytes, file: str) -> Reading:
    """Return the one article of a PDF; a damaged one raises whatever pypdf raises."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return refused(ArticleError(file, None, _ENCRYPTED))
        pages = list(reader.pages) if len(reader.pages) <= MOST_PAGES else []
    except (DependencyError, FileNotDecryptedError):
        return refused(ArticleError(file, None, _ENCRYPTED))
    except (PdfReadError, PdfStreamError) as error:
        problem = f"it is no PDF, or damaged ({error}); save or export it again"
        return refused(ArticleError(file, None, problem))
    if not pages and len(reader.pages):
        said = f"it has {len(reader.pages):,} pages, and {MOST_PAGES:,} are read; divide it"
        return refused(ArticleError(file, None, said))
    printed = [_lines(page) for page in pages]
    pieces = list(pieces_of(printed))
    scanned = not pieces and any(_has_picture(page) for page in pages)
    nothing = (_SCANNED if scanned else _EMPTY).format(pages=len(pages))
    return compose_article(pieces, metadata_of(_fields(reader)), file, nothing)


def _lines(page: PageObject) -> list[PrintedLine]:
    """Return the lines of a page, each with the place of its first words."""
    lines: list[PrintedLine] = []
    words: list[str] = []
    place: tuple[float, float, float] | None = None
    used = 0

    def end() -> None:
        nonlocal place
        text = tidy_line("".join(words))
        if text and place:
            lines.append(PrintedLine(text, *place))
        words.clear()
        place = None

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:  # noqa: ANN401 - pypdf's own
        nonlocal place, used
        used += len(text)
        if used > LONGEST_PAGE:
            raise _EnoughError
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
            words.append(part)
            if part.strip() and place is None:
                place = _place(cm, tm, size)

    with suppress(_EnoughError):
        page.extract_text(visitor_text=visit)
    end()
    return lines


class _EnoughError(Exception):
    """A page has more words than any page has: what was read of it is kept."""


def _place(cm: Sequence[float], tm: Sequence[float], size: float) -> tuple[float, float, float]:
    """Return left end, height and size on the page of words in their own coordinates."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return x, y, size * math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    found = resources.get_object().get("/XObject") if resources else None
    return any(
        one.get_object().get("/Subtype") == "/Image"
        for one in (found.get_object().values() if found else ())
    )


def _fields(reader: PdfReader) -> dict[str, object]:
    """Return title, author and date of a document, as far as somebody wrote them."""
    said = reader.metadata
    if said is None:
        return {}
    title = tidy_line(said.title or "")
    created = said.creation_date
    return {
        "title": "" if _MADE_UP.fullmatch(title) else title,
        "author": said.author or "",
        "published": created.strftime("%Y-%m-%d") if created else None,
    }
