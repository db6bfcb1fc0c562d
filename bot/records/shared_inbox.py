"""Several replicas receive: which of them deals with what came in?

What came in is stored by whoever receives it, and then *taken*: the updates of a lane are one
replica's at a time. Whoever receives something of a lane that nobody has takes it with the same
transaction; what comes for a lane that another replica has, that one is told of, and finds in any
case when it notes that it is done with the one before. Invariant: of a lane no two replicas have
something that is not done; each takes it in the order of its numbers. A replica whose lease has
ended owns nothing, and stores nothing. What is ours in the database and was never begun here,
because a connection broke when it was taken, is taken again.
"""

import asyncio
from collections.abc import Collection, Sequence

from bot.records.inbox import InboxStore, Received, drop_hopeless, note_done, store
from knowledge.storage import Connection, Database, Leases

MOST_OF_A_LANE = 300  # that wait; of a chat no replica would have let more than 200 wait
MOST_TAKEN = 500  # at once: a replica that comes back after an outage leaves some to the others
ENDED = ""  # the owner of what a replica had that has ended


class SharedInbox(InboxStore):
    """Received things in a database that replicas share; `owner` is the one that is us."""

    def __init__(self, database: Database, leases: Leases) -> None:
        super().__init__(database)
        self._leases = leases
        self._held: set[int] = set()  # what is ours and was given out, until it is noted as done
        self._taking = asyncio.Lock()
        self.owner = ENDED

    async def put(
        self, at: float, received: Sequence[Received], done: Collection[int] = ()
    ) -> list[Received]:
        """Store what came in, note what is done, and return what is ours to begin now.

        Raise LeaseLostError if our lease has ended: others deal with what we had.
        """

        def put(connection: Connection) -> list[Received]:
            note_done(connection, done)  # that is true whoever has it now
            if not received and not done:
                return []
            full = _full(connection, {one.lane for one in received})
            new = store(connection, at, [one for one in received if one.lane not in full])
            lanes = {one.lane for one in received} | _lanes_of(connection, done)
            taken = self._take(connection, lanes)
            if {one.number for one in new} - {one.number for one in taken}:
                connection.tell()  # whoever has the lane
            return taken

        async with self._taking:
            taken = await self._database.write(put, durable=bool(received))
            self._held.difference_update(done)
            self._held.update(one.number for one in taken)
        return taken

    async def resume(self) -> list[Received]:
        """Return what nobody has, from now on ours; what replicas had that have ended, too."""

        def resume(connection: Connection) -> list[Received]:
            drop_hopeless(connection)
            connection.run(
                "UPDATE inbox SET owner = ? WHERE body IS NOT NULL AND owner IS NOT NULL "
                "AND owner <> ? AND owner NOT IN (SELECT owner FROM leases "
                f"WHERE until > {self._database.clock})",
                (ENDED, ENDED),
            )
            return self._take(connection)

        async with self._taking:
            taken = await self._database.write(resume)
            self._held.update(one.number for one in taken)
        return taken

    def come_back(self, owner: str) -> None:
        """Be another replica from now on, which has nothing yet."""
        self.owner, self._held = owner, set()

    async def leave(self) -> None:
        """Let the others have what we have not done."""
        owner = self.owner
        self.come_back(ENDED)
        await self.free(owner)

    async def free(self, owner: str) -> None:
        """Let anybody have what a replica has not done that has ended."""

        def free(connection: Connection) -> None:
            connection.run(
                "UPDATE inbox SET owner = ? WHERE body IS NOT NULL AND owner = ?", (ENDED, owner)
            )
            connection.tell()

        await self._database.write(free)

    async def is_left(self) -> bool:
        """Tell whether something waits that could be ours: of our lanes, or of nobody's."""
        living = f"(SELECT owner FROM leases WHERE until > {self._database.clock})"
        row = await self._database.row(
            "SELECT EXISTS (SELECT 1 FROM inbox i WHERE body IS NOT NULL "
            f"AND (owner IS NULL OR owner NOT IN {living}) AND NOT EXISTS "
            "(SELECT 1 FROM inbox o WHERE o.body IS NOT NULL AND o.lane = i.lane "
            f"AND o.owner <> ? AND o.owner IN {living})), "
            "(SELECT count(*) FROM inbox WHERE body IS NOT NULL AND owner = ?)",
            (self.owner, self.owner),
        )
        return row is not None and (bool(row[0]) or row[1] > len(self._held))

    def _take(self, connection: Connection, lanes: Collection[str] | None = None) -> list[Received]:
        """Take what nobody has, of some lanes or of all, but for lanes that another replica has.

        What is ours and was not given out is taken, too.
        """
        if lanes is not None and not lanes:
            return []
        self._leases.check(connection, self.owner, self.owner)
        of_lanes = f"AND i.lane IN ({','.join('?' * len(lanes))})" if lanes is not None else ""
        rows = connection.rows(
            "SELECT number, lane, body, tries, owner FROM inbox i "
            f"WHERE body IS NOT NULL {of_lanes} AND (owner IS NULL OR owner = ? OR owner = ?) "
            "AND NOT EXISTS (SELECT 1 FROM inbox o WHERE o.body IS NOT NULL AND o.lane = i.lane "
            "AND o.owner IS NOT NULL AND o.owner <> ? AND o.owner <> ?) ORDER BY number LIMIT ?",
            (*(lanes or ()), ENDED, self.owner, ENDED, self.owner, MOST_TAKEN + len(self._held)),
        )
        rows = [row for row in rows if row[0] not in self._held]
        connection.run_many(
            "UPDATE inbox SET owner = ? WHERE number = ?", [(self.owner, row[0]) for row in rows]
        )
        return [
            Received(number, lane, body, tries, owner == ENDED)
            for number, lane, body, tries, owner in rows
        ]


def _full(connection: Connection, lanes: Collection[str]) -> set[str]:
    """Return the lanes in which no more may wait."""
    if not lanes:
        return set()
    rows = connection.rows(
        "SELECT lane FROM inbox WHERE body IS NOT NULL "
        f"AND lane IN ({','.join('?' * len(lanes))}) GROUP BY lane HAVING count(*) >= ?",
        (*lanes, MOST_OF_A_LANE),
    )
    return {row[0] for row in rows}


def _lanes_of(connection: Connection, numbers: Collection[int]) -> set[str]:
    """Return the lanes of some updates."""
    if not numbers:
        return set()
    rows = connection.rows(
        f"SELECT DISTINCT lane FROM inbox WHERE number IN ({','.join('?' * len(numbers))})",
        [*numbers],
    )
    return {row[0] for row in rows}
