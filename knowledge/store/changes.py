"""What turns one knowledge version into the next?

Invariant: `stage` stores what is new in short transactions, and none of it is live; `promote` makes
it live, and everything else that changes with it, in one transaction. A set of changes that no
reader of the bot can see makes no new version.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

import aiosqlite

from knowledge.article import Article
from knowledge.passages import IndexedPassage, Passage, passages, text_of_key


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: `folder` is empty for one that was named by hand.

    `stamp` is its size and times, empty where they do not tell whether it changed since; `faulty`
    that it had a problem and is to be read again.
    """

    name: str
    folder: str
    digest: str
    reading: str
    stamp: str = ""
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A live article, as far as a reload compares it; `origin`: the digest of its file or line."""

    revision: int
    article: str
    digest: str
    file: str
    line: int
    title: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that is to become a revision."""

    article: Article
    digest: str
    passages: tuple[Passage, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A live article that stands in another place now, and is the same otherwise."""

    revision: int
    article: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles a version added, changed, removed and moved."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What turns one knowledge version into the next."""

    put: tuple[Draft, ...] = ()
    removed: tuple[int, ...] = ()  # revisions
    moved: tuple[Move, ...] = ()
    files: tuple[ReadFile, ...] = ()
    forgotten_files: tuple[str, ...] = ()
    released_files: tuple[str, ...] = ()  # that a rollback held back
    counts: Counts = Counts()

    @property
    def shows(self) -> bool:
        """Tell whether a reader of the bot can see any of it: then it is a new version."""
        return bool(self.put or self.removed)


def drafted(article: Article, origin: str = "") -> Draft:
    """Return an article with what is stored beside it."""
    cut = passages(article)
    return Draft(article, _digest(article, cut), cut, origin)


def _digest(article: Article, cut: Sequence[Passage]) -> str:
    """Return a digest of what an article says, whatever it is called and wherever it stands.

    It changes with the rules that cut and name passages, too.
    """
    fields = (article.title, article.text, article.author, article.source, article.editors)
    shown = [(text_of_key(p.key), p.span.start, p.span.end, p.paragraph, p.section) for p in cut]
    more = (article.published, article.url, article.language, _places(article), shown)
    return blake2b(repr((fields, more)).encode(), digest_size=16).hexdigest()


async def stage(connection: aiosqlite.Connection, drafts: Iterable[Draft]) -> list[IndexedPassage]:
    """Store some articles that are not live yet, through a connection in a transaction.

    Return their passages as the index takes them.
    """
    found = await connection.execute_fetchall("SELECT name, seq FROM sqlite_sequence")
    last: dict[str, int] = {row[0]: row[1] for row in found}
    numbered = list(enumerate(drafts, start=last.get("revisions", 0) + 1))
    await connection.executemany(
        "INSERT INTO revisions (revision, article, digest, origin, file, line, since, until, "
        "title, author, source, editors, published, url, language) "
        "VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *_revision_row(draft)) for number, draft in numbered],
    )
    await connection.executemany(
        "INSERT INTO texts (revision, places, blocks, text) VALUES (?, ?, ?, ?)",
        [(number, *_text_row(draft.article)) for number, draft in numbered],
    )
    cut = ((number, draft.article, p) for number, draft in numbered for p in draft.passages)
    rows = list(enumerate(cut, start=last.get("passages", 0) + 1))
    await connection.executemany(
        "INSERT INTO passages (passage, revision, key, paragraph, section, start, end) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (row, number, p.key, p.paragraph, p.section, p.span.start, p.span.end)
            for row, (number, _, p) in rows
        ],
    )
    return [
        IndexedPassage(row, number, p.span.of(article.text), article.title, p.section)
        for row, (number, article, p) in rows
    ]


async def promote(connection: aiosqlite.Connection, changes: Changes, who: str) -> None:
    """Make staged articles live, and everything that goes with them."""
    if changes.shows:
        await _begin(connection, changes, await new_version(connection, who, changes.counts))
    await connection.executemany(
        "UPDATE revisions SET article = ?, file = ?, line = ? WHERE revision = ?",
        [(move.article, move.file, move.line, move.revision) for move in changes.moved],
    )
    await connection.executemany(
        "DELETE FROM files WHERE name = ?", [(name,) for name in changes.forgotten_files]
    )
    await connection.executemany(
        "INSERT OR REPLACE INTO files (name, folder, digest, reading, stamp, faulty) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(f.name, f.folder, f.digest, f.reading, f.stamp, f.faulty) for f in changes.files],
    )
    await connection.executemany(
        "DELETE FROM held WHERE name = ?", [(name,) for name in changes.released_files]
    )


async def new_version(
    connection: aiosqlite.Connection, who: str, counts: Counts, restores: int | None = None
) -> int:
    """Begin a version and return its number."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    cursor = await connection.execute(
        "INSERT INTO versions (at, who, added, changed, removed, moved, restores) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (now, who, counts.added, counts.changed, counts.removed, counts.moved, restores),
    )
    return int(cursor.lastrowid or 0)


async def _begin(connection: aiosqlite.Connection, changes: Changes, version: int) -> None:
    ends = [(version, revision) for revision in changes.removed]
    await connection.executemany("UPDATE revisions SET until = ? WHERE revision = ?", ends)
    await connection.execute(
        "UPDATE revisions SET until = ? WHERE until IS NULL "
        "AND article IN (SELECT article FROM revisions WHERE until = 0)",
        (version,),
    )
    await connection.execute(
        "UPDATE revisions SET since = ?, until = NULL WHERE until = 0", (version,)
    )


def _revision_row(draft: Draft) -> tuple[str | int | None, ...]:
    article = draft.article
    return (
        article.id,
        draft.digest,
        draft.origin,
        article.file,
        article.line,
        article.title,
        article.author,
        article.source,
        json.dumps(article.editors, ensure_ascii=False),
        article.published,
        article.url,
        article.language,
    )


def _text_row(article: Article) -> tuple[str, str, str]:
    blocks = [(block.kind, block.span.start, block.span.end) for block in article.blocks]
    return json.dumps(_places(article)), json.dumps(blocks), article.text


def _places(article: Article) -> Mapping[str, tuple[int, int]]:
    return {name: (span.start, span.end) for name, span in sorted(article.places.items())}
