"""What does the server of the Bot API not know, which the bot does without?

Invariant: what is here was refused since the bot was started; the next start tries it again,
because servers are updated.
"""

from dataclasses import dataclass

from knowledge.storage import Database


@dataclass(frozen=True, slots=True)
class Refusal:
    """A method, with name '', or one of its parameters or kinds; and what the server said."""

    method: str
    name: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.method}: {self.name}" if self.name else self.method


class RefusalStore:
    """Refusals in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, refusal: Refusal, at: float) -> None:
        """Remember a refusal."""
        await self._database.run(
            "INSERT INTO refusals (method, name, at, words) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            (refusal.method, refusal.name, at, refusal.words),
        )

    async def all(self) -> list[Refusal]:
        """Return what was refused, in the order of methods and names."""
        rows = await self._database.rows(
            "SELECT method, name, words FROM refusals ORDER BY method, name"
        )
        return [Refusal(*row) for row in rows]

    async def clear(self) -> None:
        """Forget all: it is tried again."""
        await self._database.run("DELETE FROM refusals")
