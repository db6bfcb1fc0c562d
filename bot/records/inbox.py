"""What came in and is not dealt with yet?

Invariant: what `put` has returned from is on the disk, whatever ends the process or the machine
after it; a number is new once, until it is forgotten; what is done keeps no word of its body.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from knowledge.storage import Connection, Database

MOST_TRIES = 30  # during which the process ended: by then it is what ends it


@dataclass(frozen=True, slots=True)
class Received:
    """What came in: its number, the lane in which order is kept, and its text."""

    number: int
    lane: str
    body: str
    tries: int = 0
    left: bool = False  # by an earlier run: it may have been handled in part


def store(connection: Connection, at: float, received: Sequence[Received]) -> list[Received]:
    """Store what came in, and return what is new of it, in the order of its numbers."""
    if not received:
        return []
    by_number = {one.number: one for one in received}
    marks = ", ".join(["(?, ?, ?, ?)"] * len(by_number))
    rows = connection.rows(
        f"INSERT INTO inbox (number, lane, at, body) VALUES {marks} "
        "ON CONFLICT (number) DO NOTHING RETURNING number",
        [value for one in by_number.values() for value in (one.number, one.lane, at, one.body)],
    )
    return [by_number[number] for number in sorted(row[0] for row in rows)]


def note_done(connection: Connection, done: Collection[int]) -> None:
    """Note that something is done; no word of it is kept."""
    connection.run_many("UPDATE inbox SET body = NULL WHERE number = ?", [(n,) for n in done])


def drop_hopeless(connection: Connection) -> None:
    """Note as done what has ended run after run."""
    connection.run(
        "UPDATE inbox SET body = NULL WHERE body IS NOT NULL AND tries >= ?", (MOST_TRIES,)
    )


class InboxStore:
    """Received things in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(
        self, at: float, received: Sequence[Received], done: Collection[int] = ()
    ) -> list[Received]:
        """Store what came in and note what is done, at once; return what is to be begun now.

        That is what is new, in the order of its numbers. Only receiving waits for the disk itself:
        a note that is lost means work done twice, a thing that is lost was promised.
        """

        def put(connection: Connection) -> list[Received]:
            new = store(connection, at, received)
            note_done(connection, done)
            return new

        return await self._database.write(put, durable=bool(received))

    async def resume(self) -> list[Received]:
        """Return what an earlier run left unfinished, but for what ended run after run."""
        await self._database.write(drop_hopeless)
        return [replace(one, left=True) for one in await self.waiting()]

    async def begin(self, number: int) -> None:
        """Note that something left by an earlier run is tried, should it end this one too."""
        await self._database.run("UPDATE inbox SET tries = tries + 1 WHERE number = ?", (number,))

    async def survived(self, number: int) -> None:
        """Note that trying it has not ended the run, whatever else came of it."""
        await self._database.run("UPDATE inbox SET tries = 0 WHERE number = ?", (number,))

    async def waiting(self) -> list[Received]:
        """Return what is not done, in the order of its numbers."""
        rows = await self._database.rows(
            "SELECT number, lane, body, tries FROM inbox WHERE body IS NOT NULL ORDER BY number"
        )
        return [Received(*row) for row in rows]

    async def count(self) -> int:
        """Return how many things are not done."""
        row = await self._database.row("SELECT count(*) FROM inbox WHERE body IS NOT NULL")
        return int(row[0]) if row else 0

    async def touch(self) -> None:
        """Raise StoreError if nothing could be stored now."""
        await self._database.write(lambda _: None)

    async def clear(self) -> None:
        """Deal with nothing that is waiting: after a restore it was dealt with long ago."""
        await self._database.run("UPDATE inbox SET body = NULL WHERE body IS NOT NULL")

    async def forget(self, before: float) -> None:
        """Delete the numbers of what was done and came before a moment."""
        await self._database.run("DELETE FROM inbox WHERE body IS NULL AND at < ?", (before,))
