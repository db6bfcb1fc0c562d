"""How does everything go from one database to another, whichever engines they are of?

One thread reads, another writes, and a few rows at a time are on their way between them. Invariant:
what was read is of one commit; the new database has all of it, compared row by row, or nothing.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from knowledge.model.errors import StoreError
from knowledge.runtime.progress import Progress, quiet
from knowledge.storage.engine import Place, open_database
from knowledge.storage.port.database import Connection, Database

# What orders the rows of each table without two that are equal; those first that others refer to.
# `numbers` and `history` stay out: the new database begins a history of its own. So do `leases` and
# `uses`, which mean nothing a minute later.
TABLES: dict[str, tuple[str, ...]] = {
    "versions": ("version",),
    "files": ("name",),
    "revisions": ("revision",),
    "texts": ("revision",),
    "passages": ("passage",),
    "past": ("revision", "since", "until"),
    "held": ("name",),
    "arrivals": ("article",),
    "pages": ("url",),
    "turns": ("turn",),
    "voices": ("turn", "person"),
    "offers": ("offer",),
    "offered_files": ("offer", "place"),
    "letters": ("letter",),
    "handoffs": ("handoff",),
    "subscriptions": ("subscription",),
    "bans": ("person",),
    "inbox": ("number",),
    "preferences": ("person",),
    "group_settings": ("chat",),
    "bookmarks": ("person", "article"),
    "refusals": ("method", "name"),
    "synonyms": ("text",),
}
LARGE = frozenset({"texts", "offered_files"})  # whose rows may have megabytes
BATCH, BATCH_OF_LARGE = 500, 8  # rows read at a time
ON_THEIR_WAY = 4  # batches
LOOK_SECONDS = 0.1  # how soon one side notices that the other has ended
NUL, IN_ITS_PLACE = "\0", "\N{REPLACEMENT CHARACTER}"  # what PostgreSQL has no room for

Rows = Sequence[dict[str, Any]]


async def copy_everything(
    source: Place, target: Place, progress: Progress = quiet
) -> dict[str, int]:
    """Copy a database to another place, and return how many rows each table has.

    Raise StoreError if there is something at the other place already, or the copy is not the same.
    """
    if isinstance(source, Path) and not await asyncio.to_thread(source.exists):
        raise StoreError(f"{source}: there is no database: name the one that is to be copied")
    opened = await open_database(source)
    try:
        other = await open_database(target)
        try:
            if await other.read(_holds_something):
                raise StoreError(f"{target}: holds something already: name a new database")
            return await _copy(opened, other, progress)
        finally:
            await other.close()
    finally:
        await opened.close()


async def _copy(source: Database, target: Database, progress: Progress) -> dict[str, int]:
    # Numbers first: what is copied may not have all that were ever given.
    await target.begin_history(max(int(time.time()), await source.last_number()))
    way = _Way()
    try:
        ends = await asyncio.gather(
            source.read_many(lambda connection: _send(connection, way)),
            target.write(lambda connection: _receive(connection, way, progress), durable=True),
            return_exceptions=True,
        )
    finally:
        way.closed.set()
    for error in sorted(
        (end for end in ends if isinstance(end, BaseException)),
        key=lambda end: isinstance(end, _OtherSideEndedError),
    ):
        raise error
    return {table: count for table, (count, _) in way.sent.items()}


class _OtherSideEndedError(Exception):
    """Nobody takes what is sent, or sends what is waited for."""


@dataclass(slots=True)
class _Way:
    """What is on its way from the one thread to the other."""

    rows: "queue.Queue[tuple[str, Rows] | None]" = field(
        default_factory=lambda: queue.Queue(ON_THEIR_WAY)
    )
    closed: threading.Event = field(default_factory=threading.Event)
    used: set[str] = field(default_factory=set)
    sent: dict[str, tuple[int, str]] = field(default_factory=dict)  # count and digest, by table
    total: int = 0

    def begin(self, end: str) -> None:
        """Note that an end works; raise StoreError if it begins again: its server was gone."""
        if end in self.used:
            self.closed.set()
            raise StoreError("the connection to the server broke: nothing was copied; begin again")
        self.used.add(end)

    def put(self, rows: tuple[str, Rows] | None) -> None:
        """Send some rows, or None at the end."""
        while not self.closed.is_set():
            try:
                self.rows.put(rows, timeout=LOOK_SECONDS)
            except queue.Full:
                continue
            return
        raise _OtherSideEndedError

    def get(self) -> Iterator[tuple[str, Rows]]:
        """Yield what was sent, up to its end."""
        while True:
            try:
                rows = self.rows.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                if self.closed.is_set():
                    raise _OtherSideEndedError from None
                continue
            if rows is None:
                return
            yield rows


def _send(connection: Connection, way: _Way) -> None:
    way.begin("source")
    try:
        way.total = sum(_count(connection, table) for table in TABLES)
        for table in TABLES:
            sum_of = _Sum()
            for rows in _batches(connection, table):
                sum_of.add(rows)
                way.put((table, rows))
            way.sent[table] = sum_of.of_all
        way.put(None)
    except BaseException:
        way.closed.set()
        raise


def _receive(connection: Connection, way: _Way, progress: Progress) -> None:
    way.begin("target")
    try:
        connection.run("DELETE FROM versions")  # the one that every new database has
        done = 0
        for table, rows in way.get():
            names = ", ".join(f'"{name}"' for name in rows[0])
            marks = ", ".join("?" * len(rows[0]))
            connection.run_many(
                f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
                [tuple(row.values()) for row in rows],
            )
            done += len(rows)
            progress("copying", done, way.total)
        for table in TABLES:
            _compare(connection, table, way.sent[table])
    except BaseException:
        way.closed.set()
        raise


def _compare(connection: Connection, table: str, sent: tuple[int, str]) -> None:
    """Raise StoreError if a table has other rows than were sent."""
    sum_of = _Sum()
    for rows in _batches(connection, table):
        sum_of.add(rows)
    if sum_of.of_all != sent:
        raise StoreError(
            f"the copy of {table} is not the same ({sent[0]} rows were sent, {sum_of.of_all[0]} "
            "are there): nothing was copied; this is a mistake of the program, please report it"
        )


class _Sum:
    """Counts rows, and makes one digest of them all; columns may stand in any order."""

    def __init__(self) -> None:
        self._count, self._digest = 0, blake2b(digest_size=16)

    def add(self, rows: Rows) -> None:
        """Add the rows that follow."""
        self._count += len(rows)
        for row in rows:
            self._digest.update(repr([_as_stored(row[name]) for name in sorted(row)]).encode())

    @property
    def of_all(self) -> tuple[int, str]:
        """The number and the digest of all rows that were added."""
        return self._count, self._digest.hexdigest()


def _as_stored(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    return value.replace(NUL, IN_ITS_PLACE) if isinstance(value, str) else value


def _batches(connection: Connection, table: str) -> Iterator[Rows]:
    """Yield the rows of a table in the order of its key, some at a time."""
    key, most = TABLES[table], BATCH_OF_LARGE if table in LARGE else BATCH
    names, marks = ", ".join(key), ", ".join("?" * len(key))
    behind, last = "", list[Any]()
    while True:
        rows = connection.named_rows(
            f'SELECT * FROM "{table}" {behind} ORDER BY {names} LIMIT {most}', last
        )
        if rows:
            yield rows
        if len(rows) < most:
            return
        behind, last = f"WHERE ({names}) > ({marks})", [rows[-1][name] for name in key]


def _count(connection: Connection, table: str) -> int:
    row = connection.row(f'SELECT count(*) FROM "{table}"')
    return int(row[0]) if row else 0


def _holds_something(connection: Connection) -> bool:
    """Tell whether a database has more than every new one has."""
    return any(_count(connection, table) > (table == "versions") for table in TABLES)
