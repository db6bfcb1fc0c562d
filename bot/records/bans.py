"""Who is not answered any more?

Invariant: a ban is a person's number and nothing else; it holds until it is lifted.
"""

from knowledge.storage import Database


class BanStore:
    """Banned people in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def holds(self, person: str) -> bool:
        """Tell whether a person is banned."""
        return bool(await self._database.rows("SELECT 1 FROM bans WHERE person = ?", (person,)))

    async def put(self, person: str, at: float) -> None:
        """Ban a person."""
        await self._database.run(
            "INSERT INTO bans (person, at) VALUES (?, ?) ON CONFLICT DO NOTHING", (person, at)
        )

    async def lift(self, person: str) -> bool:
        """Lift a ban; tell whether there was one."""
        rows = await self._database.run(
            "DELETE FROM bans WHERE person = ? RETURNING person", (person,)
        )
        return bool(rows)
