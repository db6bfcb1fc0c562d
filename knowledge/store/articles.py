"""Which articles and passages are live, and which were before?

Invariant: `commit` makes one knowledge version in one transaction. Rows that a version has no more
stay until `forget_versions`, so that a question that began before it can still quote them.
"""

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

import aiosqlite

from knowledge.answer import Source
from knowledge.article import Article, Block, Span
from knowledge.passages import IndexedPassage, passages
from knowledge.store.database import Database, Row

BATCH = 500  # rows fetched at a time where there may be millions


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


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its article, ready to be quoted."""

    passage: int
    key: str
    quote: str
    start: int
    end: int
    paragraph: int
    section: str
    article: Source


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A live article in a list."""

    article: Source
    passages: int


_PASSAGE = """
    SELECT p.passage, p.key, substr(r.text, p.start + 1, p.end - p.start), p.start, p.end,
           p.paragraph, p.section, r.article, r.title, r.author, r.source, r.published, r.url
    FROM passages p JOIN revisions r USING (revision)
"""


class ArticleStore:
    """Articles and passages in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def version(self) -> int:
        """Return the knowledge version, 0 before the first."""
        row = await self._database.row("SELECT max(version) FROM versions")
        return int(row[0] or 0) if row else 0

    async def files(self) -> dict[str, ReadFile]:
        """Return the files that were read, by name."""
        rows = await self._database.rows("SELECT name, folder, digest, reading FROM files")
        return {row[0]: ReadFile(*row) for row in rows}

    async def live(self) -> dict[str, Revision]:
        """Return the live articles, by id."""
        rows = await self._database.rows(
            "SELECT revision, article, digest, file, line, title FROM revisions WHERE until IS NULL"
        )
        return {row[1]: Revision(*row) for row in rows}

    async def counts(self) -> tuple[int, int]:
        """Return how many articles and passages are live."""
        row = await self._database.row(
            "SELECT count(DISTINCT revision), count(passage) FROM revisions "
            "LEFT JOIN passages USING (revision) WHERE until IS NULL"
        )
        return (int(row[0]), int(row[1])) if row else (0, 0)

    async def commit(self, changes: Changes) -> int:
        """Store changes and return the knowledge version: the next one if they show."""
        async with self._database.transaction() as connection:
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
        return await self.version()

    async def forget_versions(self, before: int) -> None:
        """Delete what ended in some version or earlier."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "DELETE FROM revisions WHERE until IS NOT NULL AND until <= ?", (before,)
            )

    async def ended(self, after: int, version: int) -> list[int]:
        """Return the revisions that ended after one version and up to another."""
        rows = await self._database.rows(
            "SELECT revision FROM revisions WHERE until > ? AND until <= ?", (after, version)
        )
        return [row[0] for row in rows]

    async def begun(self, after: int, version: int) -> AsyncIterator[list[IndexedPassage]]:
        """Yield the passages that are live in a version and were not in an earlier one."""
        last = 0
        while True:
            rows = await self._database.rows(
                "SELECT p.passage, p.revision, substr(r.text, p.start + 1, p.end - p.start), "
                "r.title, p.section FROM passages p JOIN revisions r USING (revision) "
                "WHERE p.passage > ? AND r.since > ? AND r.since <= ? "
                "AND (r.until IS NULL OR r.until > ?) ORDER BY p.passage LIMIT ?",
                (last, after, version, version, BATCH),
            )
            if not rows:
                return
            last = rows[-1][0]
            yield [IndexedPassage(*row) for row in rows]

    async def passages(self, numbers: Sequence[int]) -> dict[int, StoredPassage]:
        """Return passages by row number, also ones that are no longer live."""
        marks = ",".join("?" * len(numbers))
        rows = await self._database.rows(
            f"{_PASSAGE} WHERE p.passage IN ({marks})",
            numbers,
        )
        return {row[0]: _stored(row) for row in rows}

    async def articles_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the article ids of passages, by the passages' row numbers."""
        marks = ",".join("?" * len(numbers))
        rows = await self._database.rows(
            "SELECT passage, article FROM passages JOIN revisions USING (revision) "
            f"WHERE passage IN ({marks})",
            numbers,
        )
        return {row[0]: row[1] for row in rows}

    async def passage(self, key: str) -> StoredPassage | None:
        """Return the live passage of a key."""
        row = await self._database.row(f"{_PASSAGE} WHERE p.key = ? AND r.until IS NULL", (key,))
        return _stored(row) if row else None

    async def around(self, key: str) -> tuple[StoredPassage | None, StoredPassage | None]:
        """Return the live passages before and after the one of a key."""
        row = await self._database.row(
            "SELECT p.revision, p.start FROM passages p JOIN revisions r USING (revision) "
            "WHERE p.key = ? AND r.until IS NULL",
            (key,),
        )
        if row is None:
            return None, None
        before = await self._database.row(
            f"{_PASSAGE} WHERE p.revision = ? AND p.start < ? ORDER BY p.start DESC LIMIT 1", row
        )
        after = await self._database.row(
            f"{_PASSAGE} WHERE p.revision = ? AND p.start > ? ORDER BY p.start LIMIT 1", row
        )
        return (_stored(before) if before else None), (_stored(after) if after else None)

    async def article(self, article: str) -> Article | None:
        """Return a live article, whole."""
        row = await self._database.row(
            "SELECT article, title, text, blocks, author, source, editors, published, url, "
            "language, places, file, line FROM revisions WHERE article = ? AND until IS NULL",
            (article,),
        )
        return _article(row) if row else None

    async def list(self, limit: int, offset: int = 0) -> list[ListedArticle]:
        """Return live articles, newest first."""
        rows = await self._database.rows(
            "SELECT article, title, author, source, published, url, "
            "(SELECT count(*) FROM passages p WHERE p.revision = r.revision) "
            "FROM revisions r WHERE until IS NULL "
            "ORDER BY published IS NULL, published DESC, title LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [ListedArticle(Source(*row[:6]), row[6]) for row in rows]


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


def _stored(row: Row) -> StoredPassage:
    passage, key, quote, start, end, paragraph, section, *fields = row
    source = Source(*fields)
    return StoredPassage(passage, key, quote, start, end, paragraph, section, source)


def _article(row: Row) -> Article:
    return Article(
        id=row[0],
        title=row[1],
        text=row[2],
        blocks=tuple(Block(kind, Span(a, b)) for kind, a, b in json.loads(row[3])),
        author=row[4],
        source=row[5],
        editors=tuple(json.loads(row[6])),
        published=row[7],
        url=row[8],
        language=row[9],
        places={name: Span(a, b) for name, (a, b) in json.loads(row[10]).items()},
        file=row[11],
        line=row[12],
    )
