"""What turns one knowledge version into the next?

Invariant: `stage` stores what is new in short transactions, and none of it is live; `promote` makes
it live, and everything else that changes with it, in one transaction. A set of changes that no
reader of the bot can see makes no new version.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from knowledge.model.answer import source_of
from knowledge.model.article import Article
from knowledge.model.field import quoted_fields
from knowledge.model.passage import IndexedPassage, Passage, StoredPassage
from knowledge.model.version import Changes, Counts, Draft
from knowledge.storage.port.database import Connection, next_number


def stage(connection: Connection, drafts: Sequence[Draft]) -> list[IndexedPassage]:
    """Store some articles that are not live yet, and return their passages for the index."""
    count = sum(len(draft.passages) for draft in drafts)
    numbered = list(enumerate(drafts, start=next_number(connection, "revisions", len(drafts))))
    connection.run_many(
        "INSERT INTO revisions (revision, article, digest, origin, file, line, since, until, "
        "title, author, source, editors, published, url, language) "
        "VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *_revision_row(draft)) for number, draft in numbered],
    )
    connection.run_many(
        "INSERT INTO texts (revision, places, blocks, text) VALUES (?, ?, ?, ?)",
        [(number, *_text_row(draft.article)) for number, draft in numbered],
    )
    cut = ((number, draft.article, p) for number, draft in numbered for p in draft.passages)
    rows = list(enumerate(cut, start=next_number(connection, "passages", count)))
    connection.run_many(
        'INSERT INTO passages (passage, revision, key, paragraph, section, start, "end") '
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (row, number, p.key, p.paragraph, p.section, p.span.start, p.span.end)
            for row, (number, _, p) in rows
        ],
    )
    fields = {number: quoted_fields(draft.article) for number, draft in numbered}
    return [
        IndexedPassage(number, _stored(row, p, article), article.file, fields[number])
        for row, (number, article, p) in rows
    ]


def promote(connection: Connection, changes: Changes, who: str) -> None:
    """Make staged articles live, and everything that goes with them."""
    if changes.shows:
        _begin(connection, changes, new_version(connection, who, changes.counts))
    if changes.moved:
        move = next_number(connection, "moves")
        connection.run_many(
            "UPDATE revisions SET article = ?, file = ?, line = ?, moved = ? WHERE revision = ?",
            [(one.article, one.file, one.line, move, one.revision) for one in changes.moved],
        )
    connection.run_many(
        "DELETE FROM files WHERE name = ?", [(name,) for name in changes.forgotten_files]
    )
    connection.run_many(
        "INSERT INTO files (name, folder, digest, reading, stamp, faulty) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET folder = excluded.folder, "
        "digest = excluded.digest, reading = excluded.reading, stamp = excluded.stamp, "
        "faulty = excluded.faulty",
        [(f.name, f.folder, f.digest, f.reading, f.stamp, int(f.faulty)) for f in changes.files],
    )
    connection.run_many(
        "DELETE FROM held WHERE name = ?", [(name,) for name in changes.released_files]
    )


def put_synonyms(connection: Connection, text: str | None) -> None:
    """Store the operator's synonyms, if they are other ones."""
    if connection.row("SELECT text FROM synonyms") != (None if text is None else (text,)):
        connection.run("DELETE FROM synonyms")
        rows = [] if text is None else [(text,)]
        connection.run_many("INSERT INTO synonyms (text) VALUES (?)", rows)


def new_version(
    connection: Connection, who: str, counts: Counts, restores: int | None = None
) -> int:
    """Begin a version and return its number: the next one, for versions have no gaps."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    ((version,),) = connection.rows(
        "INSERT INTO versions (version, at, who, added, changed, removed, moved, restores) "
        "SELECT max(version) + 1, ?, ?, ?, ?, ?, ?, ? FROM versions RETURNING version",
        (now, who, counts.added, counts.changed, counts.removed, counts.moved, restores),
    )
    return int(version)


def _begin(connection: Connection, changes: Changes, version: int) -> None:
    ends = [(version, revision) for revision in changes.removed]
    connection.run_many("UPDATE revisions SET until = ? WHERE revision = ?", ends)
    connection.run(
        "UPDATE revisions SET until = ? WHERE until IS NULL "
        "AND article IN (SELECT article FROM revisions WHERE until = 0)",
        (version,),
    )
    connection.run("UPDATE revisions SET since = ?, until = NULL WHERE until = 0", (version,))


def _stored(row: int, passage: Passage, article: Article) -> StoredPassage:
    span = passage.span
    return StoredPassage(
        row,
        passage.key,
        span.of(article.text),
        span.start,
        span.end,
        passage.paragraph,
        passage.section,
        source_of(article),
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
