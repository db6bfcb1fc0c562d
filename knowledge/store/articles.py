"""Which articles and passages are live, and which were before?

Invariant: `commit` makes one knowledge version in one transaction. Rows that a version has no more
stay until `forget_versions`, so that a question that began before it can still quote them.
"""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from knowledge.answer import Source
from knowledge.article import Article, Block, Span
from knowledge.passages import IndexedPassage
from knowledge.store.changes import Changes, ReadFile, Revision, store_changes
from knowledge.store.database import Database, Row

BATCH = 500  # rows fetched at a time where there may be millions


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
            await store_changes(connection, changes)
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

    def passages(self, numbers: Sequence[int]) -> dict[int, StoredPassage]:
        """Return a few passages by row number, also ones that are no longer live."""
        marks = ",".join("?" * len(numbers))
        rows = self._database.few_rows(f"{_PASSAGE} WHERE p.passage IN ({marks})", numbers)
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
