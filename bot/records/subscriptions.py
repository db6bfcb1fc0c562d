"""Who wants to be told of what by itself?

Invariant: nobody is told who did not ask for it, and nothing twice: what is told and the version up
to which it was told are stored in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.records.outbox import Letter, write
from knowledge.storage import Connection, Database, Row

WEEK_SECONDS = 7 * 86_400.0

Kind = Literal["new", "weekly", "keyword"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat (and topic) wants to be told of: new articles, weekly, or with a keyword.

    `version` is the knowledge version up to which it was told; before `due` it is not told again.
    """

    at: float  # seconds since 1970, UTC
    chat: str
    thread: str
    person: str  # who asked for it
    language: str
    kind: Kind
    keyword: str
    version: int
    due: float
    subscription: int = 0


_COLUMNS = "at, chat, thread, person, language, kind, keyword, version, due, subscription"


class SubscriptionStore:
    """Subscriptions in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, one: Subscription) -> int:
        """Store a subscription and return its number; the same one again stays as it was."""
        rows = await self._database.run(
            "INSERT INTO subscriptions (at, chat, thread, person, language, kind, keyword, "
            "version, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (chat, thread, kind, keyword) DO UPDATE SET language = excluded.language "
            "RETURNING subscription",
            (
                one.at,
                one.chat,
                one.thread,
                one.person,
                one.language,
                one.kind,
                one.keyword,
                one.version,
                one.due,
            ),
        )
        return int(rows[0][0])

    async def of_chat(self, chat: str, thread: str) -> list[Subscription]:
        """Return what a chat (and topic) is told of, the oldest first."""
        return await self._all("chat = ? AND thread = ?", chat, thread)

    async def due(self, version: int, now: float) -> list[Subscription]:
        """Return the subscriptions that have not been told of a version and are due.

        Only weekly ones wait, and none for more than a week: then the clock was set back.
        """
        return await self._all(
            "version < ? AND (kind <> 'weekly' OR due <= ? OR due > ?)",
            version,
            now,
            now + WEEK_SECONDS,
        )

    async def told(
        self, subscription: int, version: int, due: float, letters: Sequence[Letter]
    ) -> None:
        """Store what is told now, and up to which version that is."""

        def told(connection: Connection) -> None:
            if connection.run(
                "UPDATE subscriptions SET version = ?, due = ? WHERE subscription = ?",
                (version, due, subscription),
            ):  # it may have been stopped meanwhile
                write(connection, letters)

        await self._database.write(told)

    async def stop(self, subscription: int, chat: str) -> bool:
        """Delete a subscription of a chat; tell whether there was one."""
        rows = await self._database.run(
            "DELETE FROM subscriptions WHERE subscription = ? AND chat = ? RETURNING subscription",
            (subscription, chat),
        )
        return bool(rows)

    async def drop(self, chat: str) -> None:
        """Delete every subscription of a chat that cannot be written to any more."""
        await self._database.run("DELETE FROM subscriptions WHERE chat = ?", (chat,))

    async def count_anew(self) -> None:
        """Have nothing been told yet of versions that are counted from the start again."""
        await self._database.run("UPDATE subscriptions SET version = 0")

    async def count(self) -> int:
        """Return how many there are."""
        row = await self._database.row("SELECT count(*) FROM subscriptions")
        return int(row[0]) if row else 0

    async def move(self, chat: str, new_chat: str) -> None:
        """Give a chat's subscriptions to the chat that it became."""

        def move(connection: Connection) -> None:
            connection.run(
                "DELETE FROM subscriptions WHERE chat = ? "
                "AND EXISTS (SELECT 1 FROM subscriptions s "
                "WHERE s.chat = ? AND s.thread = subscriptions.thread "
                "AND s.kind = subscriptions.kind AND s.keyword = subscriptions.keyword)",
                (new_chat, chat),
            )
            connection.run("UPDATE subscriptions SET chat = ? WHERE chat = ?", (new_chat, chat))

        await self._database.write(move)

    async def _all(self, condition: str, *parameters: str | float) -> list[Subscription]:
        rows = await self._database.rows(
            f"SELECT {_COLUMNS} FROM subscriptions WHERE {condition} ORDER BY subscription",
            parameters,
        )
        return [_subscription(row) for row in rows]


def _subscription(row: Row) -> Subscription:
    return Subscription(*row)
