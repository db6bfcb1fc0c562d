"""What turns one knowledge version into the next?

Invariant: whatever a set of changes holds is stored by one call inside one transaction; a set that
no reader of the bot can see makes no new version.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

import aiosqlite

from knowledge.article import Article
from knowledge.passages import passages


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: `folder` is empty for one that was named by hand."""

    name: str
    folder: str
    digest: str
    reading: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A live article, as far as a reload compares it."""

    revision: int
    article: str
    digest: str
    file: str
    line: int
    title: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What turns one knowledge version into the next."""

    put: tuple[Article, ...] = ()
    removed: tuple[int, ...] = ()  # revisions
    moved: tuple[tuple[str, str, int], ...] = ()  # articles to another file and line, else the same
    files: tuple[ReadFile, ...] = ()
    forgotten_files: tuple[str, ...] = ()

    @property
    def shows(self) -> bool:
        """Tell whether a reader of the bot can see any of it: then it is a new version."""
        return bool(self.put or self.removed)


async def store_changes(connection: aiosqlite.Connection, changes: Changes) -> None:
    """Write changes through a connection that is in a transaction."""
    if changes.shows:
        await _put(connection, changes, await _new_version(connection))
    await connection.executemany(
        "UPDATE revisions SET file = ?, line = ? WHERE article = ? AND until IS NULL",
        [(file, line, article) for article, file, line in changes.moved],
    )
    await connection.executemany(
        "DELETE FROM files WHERE name = ?", [(name,) for name in changes.forgotten_files]
    )
    await connection.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
        [(f.name, f.folder, f.digest, f.reading) for f in changes.files],
    )


def digest_of(article: Article) -> str:
    """Return a digest of an article and its passages: it changes with the rules that cut them."""
    fields = (article.title, article.text, article.author, article.source, article.editors)
    more = (article.published, article.url, article.language, _places(article), passages(article))
    return blake2b(repr((fields, more)).encode(), digest_size=16).hexdigest()


async def _new_version(connection: aiosqlite.Connection) -> int:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    cursor = await connection.execute("INSERT INTO versions (at) VALUES (?)", (now,))
    return int(cursor.lastrowid or 0)


async def _put(connection: aiosqlite.Connection, changes: Changes, version: int) -> None:
    ends = [(version, revision) for revision in changes.removed]
    await connection.executemany("UPDATE revisions SET until = ? WHERE revision = ?", ends)
    for article in changes.put:
        await connection.execute(
            "UPDATE revisions SET until = ? WHERE article = ? AND until IS NULL",
            (version, article.id),
        )
        await _insert(connection, article, version)


async def _insert(connection: aiosqlite.Connection, article: Article, version: int) -> None:
    cursor = await connection.execute(
        "INSERT INTO revisions (article, digest, file, line, since, title, author, source, "
        "editors, published, url, language, places, blocks, text) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            digest_of(article),
            article.file,
            article.line,
            version,
            article.title,
            article.author,
            article.source,
            json.dumps(article.editors, ensure_ascii=False),
            article.published,
            article.url,
            article.language,
            json.dumps(_places(article)),
            json.dumps(_blocks(article)),
            article.text,
        ),
    )
    revision = cursor.lastrowid
    await connection.executemany(
        "INSERT INTO passages (revision, key, paragraph, section, start, end) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (revision, p.key, p.paragraph, p.section, p.span.start, p.span.end)
            for p in passages(article)
        ],
    )


def _places(article: Article) -> Mapping[str, tuple[int, int]]:
    return {name: (span.start, span.end) for name, span in sorted(article.places.items())}


def _blocks(article: Article) -> Iterable[tuple[str, int, int]]:
    return [(block.kind, block.span.start, block.span.end) for block in article.blocks]
