"""What turns one knowledge version into the next?

Invariant: `stage` stores what is new in short transactions, and none of it is live; `promote` makes
it live, and everything else that changes with it, in one transaction. A set of changes that no
reader of the bot can see makes no new version.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from knowledge.model.article import Article
from knowledge.model.passage import IndexedPassage
from knowledge.model.version import Changes, Counts, Draft
from knowledge.storage.sqlite.database import Connection


async def stage(connection: Connection, drafts: Iterable[Draft]) -> list[IndexedPassage]:
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


async def promote(connection: Connection, changes: Changes, who: str) -> None:
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
    connection: Connection, who: str, counts: Counts, restores: int | None = None
) -> int:
    """Begin a version and return its number."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    cursor = await connection.execute(
        "INSERT INTO versions (at, who, added, changed, removed, moved, restores) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (now, who, counts.added, counts.changed, counts.removed, counts.moved, restores),
    )
    return int(cursor.lastrowid or 0)


async def _begin(connection: Connection, changes: Changes, version: int) -> None:
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
