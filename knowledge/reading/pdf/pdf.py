"""What does a PDF say?

Invariant: the text is what the file itself holds; pictures are recognised only where there is
nothing else; letters without a meaning are told from text. When a file was made is not when it was
published. pypdf lives here.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError, PdfStreamError

from knowledge.model.errors import ArticleError
from knowledge.reading.composition import compose_article, metadata_of, tidy_line
from knowledge.reading.made_up import is_made_up_author, is_made_up_title
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.pdf import recognition
from knowledge.reading.pdf.columns import lines_of_page
from knowledge.reading.pdf.fonts import Fonts
from knowledge.reading.pdf.lines import PrintedLine, pieces_of
from knowledge.reading.pdf.showing import Word, words_on
from knowledge.reading.pdf.streams import Streams

MOST_PAGES = 3000  # pypdf reads about ten pages a second
LONGEST_PAGE = 200_000  # characters: a page of a newspaper has 30,000
UNREADABLE_SHARE = 0.3  # of all characters: some formulas in a text are fewer

_ENCRYPTED = "it is locked with a password; save it again without one"
_NEEDED = "reading it needs cryptography: pip install 'youju[pdf]', then reload"
_EMPTY = "there is no text on its pages ({pages}); add some or remove the file"
_SCANNED = (
    "its pages ({pages}) are pictures without text, as a scanner makes them; have them recognised: "
    "pip install 'youju[ocr]', or let another program for that write the text into it, then reload"
)
_BLURRED = "nothing could be recognised in the pictures on its pages ({pages}); scan it again"
_UNREADABLE = (
    "its letters are numbers of shapes without a table that says which characters they are; "
    "export it again as text, or let a program for text recognition (OCR) write the text into it"
)
_NO_MEANING = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\ue000-\uf8ff]")
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf06c\uf06e\uf0d8\uf0fc\uf076", "•"))

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read, we say


def read_pdf(content: bytes, file: str) -> Reading:
    """Return the one article of a PDF; a damaged one raises whatever pypdf raises."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return refused(ArticleError(file, None, _ENCRYPTED))
        pages = list(reader.pages) if len(reader.pages) <= MOST_PAGES else []
    except (DependencyError, FileNotDecryptedError) as error:
        problem = _NEEDED if isinstance(error, DependencyError) else _ENCRYPTED
        return refused(ArticleError(file, None, problem))
    except (PdfReadError, PdfStreamError) as error:
        problem = f"it is no PDF, or damaged ({error}); save or export it again"
        return refused(ArticleError(file, None, problem))
    if not pages and len(reader.pages):
        said = f"it has {len(reader.pages):,} pages, and {MOST_PAGES:,} are read; divide it"
        return refused(ArticleError(file, None, said))
    return _read(reader, pages, content, file)


def _read(reader: PdfReader, pages: Sequence[PageObject], content: bytes, file: str) -> Reading:
    words = list(_words(pages, len(content), file))
    if _is_unreadable(words):
        return refused(ArticleError(file, None, _UNREADABLE))
    pieces = list(pieces_of([_lines(page) for page in words]))
    metadata = metadata_of(_fields(reader))
    if not pieces and any(_has_picture(page) for page in pages):
        nothing = (_BLURRED if recognition.is_installed() else _SCANNED).format(pages=len(pages))
        return recognition.reading_of(content, metadata, file, nothing)
    return compose_article(pieces, metadata, file, _EMPTY.format(pages=len(pages)))


def _words(pages: Sequence[PageObject], size: int, file: str) -> Iterator[list[Word]]:
    """Yield the words of each page; raise ArticleError if pages unpack to more than is read."""
    fonts, streams = Fonts(), Streams()
    for page in pages:
        words = words_on(page, fonts, streams)
        if excess := streams.excess(size):
            said = f"{excess} or more, as no text does; print it to a new PDF"
            raise ArticleError(file, None, said)
        yield words


def _is_unreadable(pages: Sequence[Sequence[Word]]) -> bool:
    read = unread = 0
    for page in pages:
        for word in page:
            nothing = len(_NO_MEANING.findall(word.text.translate(_BULLETS))) + word.unread
            unread += nothing
            read += len(word.text.strip()) + word.unread
    return unread > UNREADABLE_SHARE * read


def _lines(words: Sequence[Word]) -> list[PrintedLine]:
    """Return the lines of a page, up to as many characters as a page may have."""
    kept, used = list[Word](), 0
    for word in words:
        used += len(word.text)
        if used > LONGEST_PAGE:
            break
        if word.text:
            kept.append(replace(word, text=word.text.translate(_BULLETS)))
    return lines_of_page(kept)


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    found = resources.get_object().get("/XObject") if resources else None
    return any(
        one.get_object().get("/Subtype") == "/Image"
        for one in (found.get_object().values() if found else ())
    )


def _fields(reader: PdfReader) -> dict[str, object]:
    """Return title and author of a document, as far as somebody wrote them."""
    said = reader.metadata
    if said is None:
        return {}
    title, author = tidy_line(said.title or ""), tidy_line(said.author or "")
    return {
        "title": "" if is_made_up_title(title) else title,
        "author": "" if is_made_up_author(author) else author,
    }
