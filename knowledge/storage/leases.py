"""Who may do something alone, among all that share a database?

A lease has a name, an owner, and an end by the database's own clock, the only one that all have in
common. Invariant: a lease has one owner at a time. An owner that cannot renew it has lost it at its
end, and knows that by itself: it counts from before it asked.
"""

from knowledge.model.errors import StoreError
from knowledge.storage.port.database import Connection, Database

USUAL_SECONDS = 15.0  # that a lease lasts without being renewed


class LeaseLostError(StoreError):
    """What was held alone has become somebody else's meanwhile."""


class Leases:
    """Leases in the database, each for so many seconds."""

    def __init__(self, database: Database, seconds: float = USUAL_SECONDS) -> None:
        self._database = database
        self._clock = database.clock
        self.seconds = seconds

    async def take(self, name: str, owner: str) -> bool:
        """Take a lease if nobody else has it, and tell whether it is the owner's now."""

        def take(connection: Connection) -> bool:
            connection.run(f"DELETE FROM leases WHERE until <= {self._clock}")
            connection.run(
                f"INSERT INTO leases (name, owner, until) VALUES (?, ?, {self._clock} + ?) "
                "ON CONFLICT (name) DO NOTHING",
                (name, owner, self.seconds),
            )
            return connection.row("SELECT owner FROM leases WHERE name = ?", (name,)) == (owner,)

        return await self._database.write(take)

    async def renew(self, owner: str) -> frozenset[str]:
        """Renew all leases of an owner, and return their names; what has ended stays lost.

        No transaction holds it up: somebody at long work is not taken for dead.
        """
        rows = await self._database.run_beside(
            f"UPDATE leases SET until = {self._clock} + ? WHERE owner = ? "
            f"AND until > {self._clock} RETURNING name",
            (self.seconds, owner),
        )
        return frozenset(row[0] for row in rows)

    async def held(self) -> dict[str, str]:
        """Return the owners of all leases, by the leases' names."""
        rows = await self._database.rows(
            f"SELECT name, owner FROM leases WHERE until > {self._clock}"
        )
        return {row[0]: row[1] for row in rows}

    async def give_up(self, owner: str) -> None:
        """End all leases of an owner."""
        await self._database.write(lambda connection: give_up(connection, owner))

    def check(self, connection: Connection, name: str, owner: str) -> None:
        """Raise LeaseLostError, within a transaction, unless a lease is the owner's."""
        row = connection.row(
            f"SELECT owner FROM leases WHERE name = ? AND until > {self._clock}", (name,)
        )
        if row != (owner,):
            raise LeaseLostError(
                "the database was out of reach for so long that others have gone on meanwhile: "
                "try again"
            )


def give_up(connection: Connection, owner: str) -> None:
    """End all leases of an owner, within a transaction."""
    connection.run("DELETE FROM leases WHERE owner = ?", (owner,))
    connection.tell()
