"""Which articles and passages are live, and which were before?

Invariant: `promote` makes one knowledge version in one transaction, of what `stage` stored before.
Rows that a version has no more stay until `forget_versions`, so that a question that began before
it can still quote them and a rollback can bring them back.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import astuple
from functools import partial

from knowledge.model.answer import Source, source_of
from knowledge.model.article import Article, Block, Span
from knowledge.model.field import quoted_fields
from knowledge.model.passage import IndexedPassage, StoredPassage, digits_of, text_of_key
from knowledge.model.scope import WHOLE, Scope
from knowledge.model.version import Changes, Draft, ReadFile, Revision
from knowledge.storage import changes as storing
from knowledge.storage.port.database import Connection, Database, Row
from knowledge.storage.scopes import inside

BATCH = 500  # rows fetched at a time where there may be millions
STAGED = 8  # articles stored at a time, and more as long as that takes no longer than this:
STAGED_SECONDS = 0.004  # a question that is to be remembered waits so long
FORGOTTEN = 8  # revisions deleted at a time, likewise


_PASSAGE = """
    SELECT p.passage, p.key, substr(t.text, p.start + 1, p."end" - p.start), p.start, p."end",
           p.paragraph, p.section, r.article, r.title, r.author, r.source, r.published, r.url
    FROM passages p JOIN revisions r USING (revision) JOIN texts t USING (revision)
"""
_INDEXED = """
    SELECT p.revision, p.passage, p.key,
           (SELECT substr(t.text, p.start + 1, p."end" - p.start) FROM texts t
            WHERE t.revision = p.revision),
           p.start, p."end", p.paragraph, p.section
    FROM passages p
"""  # no JOIN: PostgreSQL, before it has statistics, would sort all that are left for each batch

_BEGUN = "r.since > ? AND r.since <= ? AND (r.until IS NULL OR r.until > ?)"
_ARTICLE = """
    article, title, text, blocks, author, source, editors, published, url, language, places, file,
    line FROM revisions r JOIN texts USING (revision)
"""


def anybody(_connection: Connection) -> None:
    """Let anybody change the articles."""


class ArticleStore:
    """Articles and passages in the database; `check` raises in a transaction that may not be."""

    def __init__(self, database: Database, check: Callable[[Connection], None] = anybody) -> None:
        self.database = database
        self._check = check

    async def version(self) -> int:
        """Return the knowledge version, 0 before the first."""
        row = await self.database.row("SELECT max(version) FROM versions")
        return int(row[0] or 0) if row else 0

    async def files(self) -> dict[str, ReadFile]:
        """Return the files that were read, by name."""
        rows = await self.database.rows(
            "SELECT name, folder, digest, reading, stamp, faulty FROM files"
        )
        return {row[0]: ReadFile(*row) for row in rows}

    async def live(self) -> dict[str, Revision]:
        """Return the live articles, by id."""
        rows = await self.database.rows(
            "SELECT revision, article, digest, file, line, title, origin FROM revisions "
            "WHERE until IS NULL"
        )
        return {row[1]: Revision(*row) for row in rows}

    async def version_and_moves(self) -> tuple[int, int, str]:
        """Return the knowledge version, the number of the last move, and the history's mark."""
        row = await self.database.row(
            "SELECT (SELECT max(version) FROM versions), next - 1, (SELECT mark FROM history) "
            "FROM numbers WHERE name = 'moves'"
        )
        return (int(row[0]), int(row[1]), str(row[2])) if row else (0, 0, "")

    async def moved(self, since: int) -> list[int]:
        """Return the live revisions that got another id or file after a move."""
        rows = await self.database.rows(
            "SELECT revision FROM revisions WHERE moved > ? AND until IS NULL", (since,)
        )
        return [row[0] for row in rows]

    async def moved_passages(self, since: int) -> AsyncIterator[list[IndexedPassage]]:
        """Yield the passages of `moved`."""
        async for batch in self._batches("r.moved > ? AND r.until IS NULL", since):
            yield batch

    async def ids(self, scope: Scope) -> frozenset[str]:
        """Return the ids of a scope's live articles."""
        condition, names = inside(scope)
        rows = await self.database.rows(
            f"SELECT r.article FROM revisions r WHERE r.until IS NULL AND {condition}", names
        )
        return frozenset(row[0] for row in rows)

    async def revision_of(self, passage: int) -> int | None:
        """Return the revision that a passage belongs to, by its row number."""
        row = await self.database.row("SELECT revision FROM passages WHERE passage = ?", (passage,))
        return int(row[0]) if row else None

    async def counts(self, within: Scope = WHOLE) -> tuple[int, int]:
        """Return how many articles and passages of a scope are live."""
        condition, names = inside(within)
        row = await self.database.row(
            "SELECT count(DISTINCT revision), count(passage) FROM revisions r "
            f"LEFT JOIN passages USING (revision) WHERE r.until IS NULL AND {condition}",
            names,
        )
        return (int(row[0]), int(row[1])) if row else (0, 0)

    async def commit(self, changes: Changes, who: str = "") -> int:
        """Store changes, make them live and return the knowledge version."""
        async for _ in self.stage(changes.put):
            pass
        return await self.promote(changes, who)

    async def stage(self, drafts: Sequence[Draft]) -> AsyncIterator[list[IndexedPassage]]:
        """Store articles that are not live yet, a few at a time; yield their passages, many."""
        first, count, stored = 0, STAGED, list[IndexedPassage]()
        while first < len(drafts):
            began = time.perf_counter()
            some = drafts[first : first + count]
            stored += await self.database.write(partial(self._stage, drafts=some))
            first += count
            quick = time.perf_counter() - began < STAGED_SECONDS
            count = 2 * count if quick else max(STAGED, count // 2)
            await asyncio.sleep(0)  # the others who want to write are first
            while len(stored) >= BATCH:  # a book is a hundred times as many
                yield stored[:BATCH]
                stored = stored[BATCH:]
        if stored:
            yield stored

    def _stage(self, connection: Connection, drafts: Sequence[Draft]) -> list[IndexedPassage]:
        self._check(connection)
        return storing.stage(connection, drafts)

    async def promote(self, changes: Changes, who: str = "", synonyms: str | None = None) -> int:
        """Make staged articles live; return the knowledge version: the next one if it shows.

        With them the operator's synonyms, None where there are none.
        """

        def promote(connection: Connection) -> None:
            self._check(connection)
            storing.promote(connection, changes, who)
            storing.put_synonyms(connection, synonyms)
            connection.tell()

        await self.database.write(promote)
        return await self.version()

    async def synonyms(self) -> str | None:
        """Return the operator's synonyms of the last reload, None if there were none."""
        row = await self.database.row("SELECT text FROM synonyms")
        return str(row[0]) if row else None

    async def unstage(self) -> None:
        """Delete what was staged and never became live."""
        await self._delete("until = 0")

    async def forget_versions(self, before: int) -> None:
        """Delete what ended in some version or earlier, a little at a time."""
        await self._delete("until IS NOT NULL AND until <= ?", before)
        await self.database.run("DELETE FROM past WHERE until <= ?", (before,))

    async def _delete(self, condition: str, *parameters: int) -> None:
        def delete(connection: Connection) -> int:
            self._check(connection)
            return connection.run(
                "DELETE FROM revisions WHERE revision IN "
                f"(SELECT revision FROM revisions WHERE {condition} LIMIT {FORGOTTEN})",
                parameters,
            )

        deleted = True
        while deleted:
            deleted = await self.database.write(delete) > 0

    async def ended(self, after: int, version: int) -> list[int]:
        """Return the revisions that ended after one version and up to another."""
        rows = await self.database.rows(
            "SELECT revision FROM revisions WHERE until > ? AND until <= ? "
            "UNION SELECT revision FROM past WHERE until > ? AND until <= ?",
            (after, version, after, version),
        )
        return [row[0] for row in rows]

    async def count_begun(self, after: int, version: int) -> int:
        """Return how many passages `begun` yields."""
        row = await self.database.row(
            f"SELECT count(*) FROM passages JOIN revisions r USING (revision) WHERE {_BEGUN}",
            (after, version, version),
        )
        return int(row[0]) if row else 0

    async def begun(self, after: int, version: int) -> AsyncIterator[list[IndexedPassage]]:
        """Yield the passages that are live in a version and were not in an earlier one."""
        async for batch in self._batches(_BEGUN, after, version, version):
            yield batch

    async def _batches(
        self, condition: str, *parameters: int
    ) -> AsyncIterator[list[IndexedPassage]]:
        """Yield the passages of revisions that meet a condition; later revisions stand behind."""
        row = await self.database.row(
            "SELECT min(passage) FROM passages WHERE revision = "
            f"(SELECT min(revision) FROM revisions r WHERE {condition})",
            parameters,
        )
        last = int(row[0] or 0) - 1 if row else -1
        while True:
            rows = await self.database.many_rows(
                f"{_INDEXED} WHERE p.passage > ? AND (SELECT {condition} FROM revisions r "
                f"WHERE r.revision = p.revision) ORDER BY p.passage LIMIT {BATCH}",
                (last, *parameters),
            )
            if not rows:
                return
            last = rows[-1][1]
            yield await self._indexed(rows)

    async def _indexed(self, rows: Sequence[Row]) -> list[IndexedPassage]:
        """Return passages with what their articles print of themselves."""
        revisions = sorted({row[0] for row in rows})
        marks = ",".join("?" * len(revisions))
        found = await self.database.many_rows(
            f"SELECT revision, {_ARTICLE} WHERE revision IN ({marks})", revisions
        )
        articles = {row[0]: _article(row[1:]) for row in found}
        fields = {number: quoted_fields(article) for number, article in articles.items()}
        return [
            IndexedPassage(
                row[0],
                _stored((*row[1:], *astuple(source_of(articles[row[0]])))),
                articles[row[0]].file,
                fields[row[0]],
            )
            for row in rows
        ]

    async def passages(self, numbers: Sequence[int]) -> dict[int, StoredPassage]:
        """Return a few passages by row number, also ones that are no longer live."""
        if not numbers:
            return {}
        marks = ",".join("?" * len(numbers))
        rows = await self.database.rows(f"{_PASSAGE} WHERE p.passage IN ({marks})", numbers)
        return {row[0]: _stored(row) for row in rows}

    async def articles_of(self, numbers: Sequence[int], within: Scope = WHOLE) -> dict[int, str]:
        """Return the article ids of a scope's passages, by the passages' row numbers."""
        if not numbers:
            return {}
        marks, (condition, names) = ",".join("?" * len(numbers)), inside(within)
        rows = await self.database.rows(
            "SELECT passage, r.article FROM passages JOIN revisions r USING (revision) "
            f"WHERE passage IN ({marks}) AND {condition}",
            (*numbers, *names),
        )
        return {row[0]: row[1] for row in rows}

    async def passage(self, key: str, within: Scope = WHOLE) -> StoredPassage | None:
        """Return a scope's live passage of a key, or one with the same text as the key's."""
        condition, names = inside(within)
        live = f"r.until IS NULL AND {condition}"
        row = await self.database.row(f"{_PASSAGE} WHERE p.key = ? AND {live}", (key, *names))
        if row is None:
            old = await self.ended_passage(key)
            digits = digits_of(old.quote) if old else text_of_key(key)
            row = await self.database.row(
                f"{_PASSAGE} WHERE p.key >= ? AND p.key < ? AND {live} "
                "ORDER BY r.article <> ?, p.passage LIMIT 1",
                (digits, f"{digits}~", *names, old.article.id if old else ""),
            )
        return _stored(row) if row else None

    async def ended_passage(self, key: str, within: Scope = WHOLE) -> StoredPassage | None:
        """Return a passage as it was in the last version that had it, if that is kept."""
        condition, names = inside(within)
        row = await self.database.row(
            f"{_PASSAGE} WHERE p.key = ? AND r.until > 0 AND {condition} "
            "ORDER BY r.until DESC LIMIT 1",
            (key, *names),
        )
        return _stored(row) if row else None

    async def passages_of(
        self, article: str, title: str, within: Scope = WHOLE
    ) -> list[StoredPassage]:
        """Return the live passages of an article, by its id or, had it been renamed, its title."""
        condition, names = inside(within)
        rows = await self.database.rows(
            f"{_PASSAGE} WHERE r.revision IN (SELECT revision FROM revisions WHERE until IS NULL "
            f"AND (article = ? OR title = ?)) AND {condition} ORDER BY p.passage",
            (article, title, *names),
        )
        return [_stored(row) for row in rows]

    async def around(
        self, key: str, within: Scope = WHOLE
    ) -> tuple[StoredPassage | None, StoredPassage | None]:
        """Return the live passages before and after the one of a key, if that is in a scope."""
        condition, names = inside(within)
        row = await self.database.row(
            "SELECT p.revision, p.start FROM passages p JOIN revisions r USING (revision) "
            f"WHERE p.key = ? AND r.until IS NULL AND {condition}",
            (key, *names),
        )
        if row is None:
            return None, None
        before = await self.database.row(
            f"{_PASSAGE} WHERE p.revision = ? AND p.start < ? ORDER BY p.start DESC LIMIT 1", row
        )
        after = await self.database.row(
            f"{_PASSAGE} WHERE p.revision = ? AND p.start > ? ORDER BY p.start LIMIT 1", row
        )
        return (_stored(before) if before else None), (_stored(after) if after else None)

    async def article(self, article: str, within: Scope = WHOLE) -> Article | None:
        """Return a live article of a scope, whole."""
        condition, names = inside(within)
        row = await self.database.row(
            f"SELECT {_ARTICLE} WHERE r.article = ? AND r.until IS NULL AND {condition}",
            (article, *names),
        )
        return _article(row) if row else None

    async def titles_of(self, keys: Sequence[str], within: Scope = WHOLE) -> dict[str, str]:
        """Return the titles of a scope's articles whose live passages have some keys, by key."""
        condition, names = inside(within)
        found: dict[str, str] = {}
        for start in range(0, len(keys), BATCH):
            part = keys[start : start + BATCH]
            marks = ",".join("?" * len(part))
            rows = await self.database.many_rows(
                "SELECT DISTINCT p.key, r.title FROM passages p JOIN revisions r USING (revision) "
                f"WHERE r.until IS NULL AND p.key IN ({marks}) AND {condition}",
                (*part, *names),
            )
            found |= {row[0]: row[1] for row in rows}
        return found


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
