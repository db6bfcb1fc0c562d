"""How does a file become articles?

Invariant: nothing that a file holds can raise. What cannot be read is a problem that names the
file, the place and the remedy, and the rest of the file is read all the same. A reader that needs a
library is loaded when the first file of its kind comes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from knowledge.model.errors import ArticleError
from knowledge.reading.archive import read_archive
from knowledge.reading.decoding import decode
from knowledge.reading.jsonl import read_jsonl
from knowledge.reading.markdown import read_markdown
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.plain_news import read_plain_news

MEGABYTE = 1_000_000
# What is larger was not meant: a novel has 3 MB, a scanned book 200. A JSONL file is a library.
LARGEST_FILE = 100 * MEGABYTE
LARGEST_JSONL = 2000 * MEGABYTE
LONGEST_PROBLEM = 200  # characters of what a library says of a damaged file


@dataclass(frozen=True, slots=True)
class LibraryReader:
    """A reader in a module of its own, which imports the library of an extra."""

    module: str
    function: str
    extra: str


TEXT_READERS: Mapping[str, Callable[[str, str], Reading]] = {
    ".txt": read_plain_news,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_jsonl,
}
LIBRARY_READERS: Mapping[str, LibraryReader] = {
    ".html": (html := LibraryReader("knowledge.reading.html", "read_html", "html")),
    ".htm": html,
    ".pdf": LibraryReader("knowledge.reading.pdf", "read_pdf", "pdf"),
    ".docx": LibraryReader("knowledge.reading.docx", "read_docx", "docx"),
}
ARCHIVES = (".zip",)


def suffixes() -> frozenset[str]:
    """Return the endings of the file names that are read, in lower case.

    >>> ".txt" in suffixes(), ".exe" in suffixes()
    (True, False)
    """
    return frozenset((*TEXT_READERS, *LIBRARY_READERS, *ARCHIVES))


def suffix_of(name: str) -> str:
    """Return the ending of a file's name in lower case.

    >>> suffix_of("news/A.TXT")
    '.txt'
    """
    return PurePosixPath(name).suffix.lower()


def read_file(content: bytes, name: str) -> Reading:
    r"""Return what a file says; `name` is its path below the articles folder, with slashes.

    >>> read_file("有據\n\n每個答案都指出它的來處。".encode(), "about.txt").articles[0].title
    '有據'
    """
    suffix = suffix_of(name)
    largest = LARGEST_JSONL if suffix == ".jsonl" else LARGEST_FILE
    if len(content) > largest:
        size = f"it has {len(content) // MEGABYTE} MB, and {largest // MEGABYTE} are read"
        return refused(ArticleError(name, None, f"{size}; divide it or remove it from the folder"))
    try:
        return _read(content, name, suffix)
    except ArticleError as problem:
        return refused(problem)


def _read(content: bytes, name: str, suffix: str) -> Reading:
    if suffix in TEXT_READERS:
        return TEXT_READERS[suffix](decode(content, name), name)
    if suffix in ARCHIVES:
        return read_archive(content, name, read_file, suffixes())
    if suffix in LIBRARY_READERS:
        return _read_by_library(content, name, LIBRARY_READERS[suffix])
    known = ", ".join(sorted(suffixes()))
    raise ArticleError(name, None, f"only {known} files are read; save it as one")


def _read_by_library(content: bytes, name: str, reader: LibraryReader) -> Reading:
    if not content:
        problem = "the file is empty; save it again or remove it from the folder"
        raise ArticleError(name, None, problem)
    try:
        module = import_module(reader.module)
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        needed = f"reading it needs {library}: pip install 'youju[{reader.extra}]'"
        raise ArticleError(name, None, f"{needed}, then reload") from error
    read = cast("Callable[[bytes, str], Reading]", getattr(module, reader.function))
    try:
        return read(content, name)
    except ArticleError:
        raise
    except Exception as error:  # a damaged file makes its library raise anything
        kind = type(error).__name__
        problem = f"the file is damaged ({kind}: {error}); save or export it again"
        raise ArticleError(name, None, " ".join(problem.split())[:LONGEST_PROBLEM]) from error
