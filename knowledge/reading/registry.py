"""How does a file become articles?

Invariant: nothing that a file holds can raise. What cannot be read is a problem that names the
file, the place and the remedy, and the rest of the file is read all the same. A reader is a line of
`READERS` and a module; it is loaded when the first file of its kind comes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import TypeAlias, cast

from knowledge.model.errors import ArticleError
from knowledge.reading.archive import read_archive
from knowledge.reading.bounds import bounded
from knowledge.reading.decoding import decode
from knowledge.reading.other_kinds import better_kind
from knowledge.reading.outcome import Reading, refused

BytesReader: TypeAlias = Callable[[bytes, str], Reading]

MEGABYTE = 1_000_000
# What is larger was not meant: a novel has 3 MB, a scanned book 200. A JSONL file is a library.
LARGEST_FILE = 100 * MEGABYTE
LARGEST_JSONL = 2000 * MEGABYTE
LONGEST_PROBLEM = 200  # characters of what a library says of a damaged file


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads files of some endings: a function of a module, loaded by the first such file.

    A reader of text is given the decoded text, another the bytes. `extra` is the extra of the
    package that has the library it needs, if it needs one.
    """

    endings: tuple[str, ...]
    module: str
    function: str
    extra: str = ""
    text: bool = False


READERS = (
    Reader((".txt",), "knowledge.reading.plain_news", "read_plain_news", text=True),
    Reader((".md", ".markdown"), "knowledge.reading.markdown.markdown", "read_markdown", text=True),
    Reader((".jsonl",), "knowledge.reading.jsonl", "read_jsonl", text=True),
    Reader((".json",), "knowledge.reading.json_file", "read_json", text=True),
    Reader((".html", ".htm"), "knowledge.reading.web.html", "read_html", extra="html"),
    Reader((".xhtml", ".xht"), "knowledge.reading.web.html", "read_html", extra="html"),
    Reader((".mhtml", ".mht"), "knowledge.reading.web.mhtml", "read_mhtml", extra="html"),
    Reader((".epub",), "knowledge.reading.web.epub", "read_epub", extra="html"),
    Reader((".pdf",), "knowledge.reading.pdf.pdf", "read_pdf", extra="pdf"),
    Reader((".docx",), "knowledge.reading.office.docx", "read_docx", extra="docx"),
    Reader((".csv", ".tsv"), "knowledge.reading.sheets.delimited", "read_delimited", text=True),
    Reader((".xlsx", ".xlsm"), "knowledge.reading.sheets.xlsx", "read_xlsx"),
    Reader((".rtf",), "knowledge.reading.office.rtf", "read_rtf"),
    Reader((".odt",), "knowledge.reading.office.open_document", "read_odt"),
    Reader((".ods",), "knowledge.reading.office.open_document", "read_ods"),
    Reader((".pptx",), "knowledge.reading.office.pptx", "read_pptx"),
)
ARCHIVES = (".zip",)  # files of the kinds above, in one
_BY_ENDING = {ending: reader for reader in READERS for ending in reader.endings}


def suffixes() -> frozenset[str]:
    """Return the endings of the file names that are read, in lower case.

    >>> ".txt" in suffixes(), ".exe" in suffixes()
    (True, False)
    """
    return frozenset((*_BY_ENDING, *ARCHIVES))


def suffix_of(name: str) -> str:
    """Return the ending of a file's name in lower case.

    >>> suffix_of("news/A.TXT")
    '.txt'
    """
    return PurePosixPath(name).suffix.lower()


def is_archive(name: str) -> bool:
    """Tell whether a file's name is that of an archive.

    >>> is_archive("news/a.ZIP"), is_archive("a.txt")
    (True, False)
    """
    return suffix_of(name) in ARCHIVES


def read_file(content: bytes, name: str, inside: BytesReader | None = None) -> Reading:
    r"""Return what a file says; `name` is its path below the articles folder, with slashes.

    `inside` reads the files in an archive, if not this function itself. Only MemoryError is raised.

    >>> read_file("有據\n\n每個答案都指出它的來處。".encode(), "about.txt").articles[0].title
    '有據'
    """
    suffix = suffix_of(name)
    largest = LARGEST_JSONL if suffix == ".jsonl" else LARGEST_FILE
    if len(content) > largest:
        size = f"it has {len(content) // MEGABYTE} MB, and {largest // MEGABYTE} are read"
        return refused(ArticleError(name, None, f"{size}; divide it or remove it from the folder"))
    try:
        if is_archive(name):
            return read_archive(content, name, inside or read_file, suffixes())
        reading = _read(content, name, suffix)
        if not (reading.articles or reading.problems):
            nothing = "there is no article in it; write one or remove it"
            return refused(ArticleError(name, None, nothing))
        return bounded(reading, name, len(content))
    except ArticleError as problem:
        return refused(problem)
    except MemoryError:  # whoever set the limit says what it is
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes its library raise anything
        kind = type(error).__name__
        said = f"the file is damaged ({kind}: {error}); save or export it again"
        return refused(ArticleError(name, None, " ".join(said.split())[:LONGEST_PROBLEM]))


def _read(content: bytes, name: str, suffix: str) -> Reading:
    reader = _BY_ENDING.get(suffix)
    if reader is None:
        kind = better_kind(suffix) or f"one of these: {', '.join(sorted(suffixes()))}"
        raise ArticleError(name, None, f"files of its kind are not read; save it as {kind}")
    if reader.text:
        read_text = cast("Callable[[str, str], Reading]", _loaded(reader, name))
        return read_text(decode(content, name), name)
    if not content:
        problem = "the file is empty; save it again or remove it from the folder"
        raise ArticleError(name, None, problem)
    return cast("BytesReader", _loaded(reader, name))(content, name)


def _loaded(reader: Reader, name: str) -> object:
    """Return a reader's function; raise ArticleError if the library that it needs is missing."""
    try:
        return getattr(import_module(reader.module), reader.function)
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        needed = f"reading it needs {library}: pip install 'youju[{reader.extra}]'"
        raise ArticleError(name, None, f"{needed}, then reload") from error
