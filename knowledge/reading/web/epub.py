"""What does an electronic book say?

Invariant: a chapter is an article, its id the path inside, in the order of the book; nothing is
unpacked before the archive's table says that it is small. Covers, tables of contents and pages
without words are no chapters, and no faults.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath

from knowledge.language.folding import fold
from knowledge.model.errors import ArticleError
from knowledge.reading.archive import Budget, paths_of, unpacked
from knowledge.reading.composition import Piece, compose_article, metadata_of
from knowledge.reading.decoding import decode
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.web.blocks import layout_of
from knowledge.reading.web.book import CONTAINER, Book, package_in, read_book, titles_in
from knowledge.reading.web.charset import declared_charset
from knowledge.reading.web.layout import Layout
from knowledge.reading.web.page import parsed
from knowledge.reading.web.pieces import pieces_of
from knowledge.reading.web.weights import is_link

LOCKED = "META-INF/encryption.xml"  # names the files that only a shop's program can read
BETWEEN = " · "  # the title of the book and of the chapter
FEWEST_LINKS = 3  # lines of a page that is a table of contents

_NOTHING = "there is no chapter with words in it; export the book again or remove it"


@dataclass(frozen=True, slots=True)
class _Open:
    """An open book: its files by path."""

    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    name: str

    def content(self, path: str) -> bytes:
        entry = self.entries.get(path)
        return unpacked(self.archive, entry, f"{self.name}/{path}") if entry else b""


def read_epub(content: bytes, file: str) -> Reading:
    """Return the chapters of a book as articles; raise ArticleError if it is no archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            Budget().take(entries, file)
            return _read(_Open(archive, paths_of(entries), file))
    except zipfile.BadZipFile as error:
        problem = f"it is no EPUB, or damaged ({error}); export it again"
        raise ArticleError(file, None, problem) from error


def _read(book: _Open) -> Reading:
    names = list(book.entries)
    package = package_in(book.content(CONTAINER), names)
    about = read_book(book.content(package), package, names)
    titles = titles_in(book.content(about.contents), about.contents)
    locked = book.content(LOCKED).decode("utf-8", "replace")
    readings = [_chapter(book, about, path, titles, locked) for path in about.chapters]
    articles = tuple(article for one in readings for article in one.articles)
    problems = tuple(problem for one in readings for problem in one.problems)
    if not (articles or problems):
        return refused(ArticleError(book.name, None, _NOTHING))
    return Reading(articles, problems)


def _chapter(
    book: _Open, about: Book, path: str, titles: Mapping[str, str], locked: str
) -> Reading:
    inside = f"{book.name}/{path}"
    if path in locked:
        said = f"{path}: only its shop's program can open it; get the book without a lock"
        return refused(ArticleError(book.name, None, said))
    try:
        content = book.content(path)
        if not content.strip():
            return Reading()
        text = decode(content, inside, declared_charset(content))
        layout = layout_of(parsed(text, inside))
    except ArticleError as problem:
        return refused(ArticleError(book.name, None, f"{path}: {problem.problem}"))
    pieces = list(pieces_of(layout.blocks))
    if _is_contents(layout) or not any(piece.kind == "paragraph" for piece in pieces):
        return Reading()
    return _article(book, about, path, pieces, titles)


def _article(
    book: _Open, about: Book, path: str, pieces: list[Piece], titles: Mapping[str, str]
) -> Reading:
    whole = about.title or PurePosixPath(book.name).stem
    own = next((piece.text for piece in pieces[:3] if piece.kind == "heading"), "")
    chapter = own or titles.get(path, "")
    title = BETWEEN.join([whole] if fold(chapter) in {"", fold(whole)} else [whole, chapter])
    metadata = metadata_of(
        {
            "id": f"{book.name}/{path}",
            "title": title,
            "source": whole,
            "author": about.author,
            "language": about.language.replace("_", "-"),
            "published": about.published[: len("2020-05-01")],
        }
    )
    reading = compose_article(pieces, metadata, book.name, _NOTHING)
    articles = tuple(replace(article, file=book.name) for article in reading.articles)
    return replace(reading, articles=articles)


def _is_contents(layout: Layout) -> bool:
    links = sum(map(is_link, layout.blocks))
    return links >= FEWEST_LINKS and links > len(layout.blocks) / 2
