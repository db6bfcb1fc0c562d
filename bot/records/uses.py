"""What did the other replicas use up of limits that all of them keep together?

Invariant: a use is told to each of the others once, and is deleted when nothing looks back at it
any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.storage import Connection, Database

REMEMBERED_SECONDS = 120.0  # allowances and paces look back a minute

Kind = Literal["question", "message"]


@dataclass(frozen=True, slots=True)
class Use:
    """So much of a person's allowance, or a message to a chat, some seconds ago."""

    kind: Kind
    person: str
    chat: str
    cost: float = 1.0
    ago: float = 0.0


class UseStore:
    """Uses in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, replica: str, uses: Sequence[Use]) -> None:
        """Tell the others what a replica has used up."""
        clock = self._database.clock

        def put(connection: Connection) -> None:
            connection.run_many(
                "INSERT INTO uses (replica, kind, person, chat, cost, at) "
                f"VALUES (?, ?, ?, ?, ?, {clock} - ?)",
                [(replica, one.kind, one.person, one.chat, one.cost, one.ago) for one in uses],
            )

        await self._database.write(put)

    async def of_others(self, replica: str, after: int) -> tuple[int, list[Use]]:
        """Return what others have used up behind a number, and the number to go on from."""
        clock = self._database.clock
        rows = await self._database.rows(
            f"SELECT use, replica, kind, person, chat, cost, {clock} - at FROM uses "
            f"WHERE use > ? AND at > {clock} - ? ORDER BY use",
            (after, REMEMBERED_SECONDS),
        )
        others = [Use(*row[2:]) for row in rows if row[1] != replica]
        return (rows[-1][0] if rows else after), others

    async def forget(self) -> None:
        """Delete what nothing looks back at."""
        await self._database.run(
            f"DELETE FROM uses WHERE at < {self._database.clock} - ?", (REMEMBERED_SECONDS,)
        )
