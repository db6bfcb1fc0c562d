"""Which messages must still reach somebody, and what became of those that went out?

A letter is a message to a chat that is not waiting for an answer in this very moment: a person's
reply, news. Invariant: a letter that was put stays until it is sent or refused for good; one key is
written once; the letters of one chat go out in the order in which they were put. What was written
anew reaches whoever has the letter already, in the same message.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

from knowledge import StoreError
from knowledge.storage import Connection, Database, Row


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way.

    `key` says what it tells whom. `body` is the reply, packed. `once`: where it cannot be known
    whether it arrived, it is rather lost than sent twice.
    """

    key: str
    at: float  # seconds since 1970, UTC
    chat: str
    body: str
    thread: str = ""
    answers: str = ""  # the message that it replies to
    once: bool = False
    letter: int = 0
    tries: int = 0
    state: str = "waiting"
    message: str = ""  # its own id in its chat, once it was sent; waiting with one, it is to change


MOST_WAIT_SECONDS = 900.0  # for a next try, also where the clock was set back after the last one

_COLUMNS = "key, at, chat, body, thread, answers, once, letter, tries, state, message"
_OPEN = "state IN ('waiting', 'sending')"


def write(connection: Connection, letters: Sequence[Letter]) -> None:
    """Put letters within a transaction of somebody else's; one that was written before stays."""
    connection.run_many(
        "INSERT INTO letters (key, at, due, chat, body, thread, answers, once) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        [(o.key, o.at, o.at, o.chat, o.body, o.thread, o.answers, int(o.once)) for o in letters],
    )


def rewrite(connection: Connection, letters: Sequence[Letter]) -> None:
    """Put letters as `write` does; one that was written before says something else from now on."""
    write(connection, letters)
    connection.run_many(
        "UPDATE letters SET body = ?, due = ?, "
        "state = CASE state WHEN 'sent' THEN 'waiting' ELSE state END "
        f"WHERE key = ? AND body <> ? AND (state = 'sent' OR {_OPEN})",
        [(one.body, one.at, one.key, one.body) for one in letters],
    )


class Outbox:
    """Letters in the database; if `chats` are given, only those to these chats are to be sent."""

    def __init__(self, database: Database, chats: Sequence[str] | None = None) -> None:
        self._database = database
        self._chats = tuple(chats or ())
        self._notes: dict[int, tuple[str, tuple[str | float, ...]]] = {}  # by letter
        self._mine = "TRUE" if chats is None else f"chat IN ({','.join('?' * len(chats))})"

    def only(self, chats: Sequence[str]) -> "Outbox":
        """Return an outbox that sends to some chats: what waits for others is not its own."""
        return Outbox(self._database, chats)

    async def put(self, *letters: Letter) -> None:
        """Store letters; one that was written before stays as it was."""
        await self._database.write(lambda connection: write(connection, letters))

    async def recover(self) -> int:
        """Take up what was being sent when the process died; return how many may be lost.

        Whether those arrived cannot be known: they are sent again but for the letters that must not
        come twice.
        """
        lost = await self._database.run(
            "UPDATE letters SET state = 'unknown' WHERE state = 'sending' AND once = 1 "
            f"AND {self._mine} RETURNING letter",
            self._chats,
        )
        await self._database.run(
            f"UPDATE letters SET state = 'waiting' WHERE state = 'sending' AND {self._mine}",
            self._chats,
        )
        return len(lost)

    async def next(self, now: float, limit: int, busy: Collection[str] = ()) -> list[Letter]:
        """Return the first letter of each chat that is not busy, if it is due, the oldest first.

        What became of others is stored before, where that failed at its time.
        One that was never tried is due. One that would be due long after now was put off before the
        clock was set back: it waits no longer than others do.
        """
        await self._store_notes()
        free = f"AND chat NOT IN ({','.join('?' * len(busy))})" if busy else ""
        longest = now + MOST_WAIT_SECONDS
        rows = await self._database.rows(
            f"SELECT due, {_COLUMNS} FROM letters WHERE letter IN (SELECT min(letter) FROM letters "
            f"WHERE {_OPEN} AND {self._mine} GROUP BY chat) AND state = 'waiting' "
            f"AND (tries = 0 OR due <= ? OR due > ?) {free} ORDER BY letter LIMIT ?",
            (*self._chats, now, longest, *busy, limit),
        )
        letters = [(row[0], _letter(row[1:])) for row in rows]
        for due, letter in letters:
            if letter.tries and due > longest:
                await self.later(letter.letter, longest)
        return [letter for due, letter in letters if not letter.tries or due <= now]

    async def sending(self, letter: int) -> None:
        """Note that a letter is on its way from now on."""
        await self._database.run(
            "UPDATE letters SET state = 'sending', tries = tries + 1 WHERE letter = ?", (letter,)
        )

    async def sent(self, letter: Letter, message: str) -> None:
        """Note that a letter arrived, as which message; what was rewritten meanwhile waits anew."""
        await self._note(
            letter.letter,
            "UPDATE letters SET state = CASE body WHEN ? THEN 'sent' ELSE 'waiting' END, "
            "message = ? WHERE letter = ?",
            (letter.body, message, letter.letter),
        )

    async def refused(self, letter: int) -> None:
        """Note that a letter can never arrive."""
        await self._close(letter, "refused")

    async def unknown(self, letter: int) -> None:
        """Note that nobody knows whether a letter arrived, and that it must not come twice."""
        await self._close(letter, "unknown")

    async def later(self, letter: int, due: float) -> None:
        """Send a letter again at a moment."""
        await self._note(
            letter, "UPDATE letters SET state = 'waiting', due = ? WHERE letter = ?", (due, letter)
        )

    async def of_message(self, chat: str, message: str) -> Letter | None:
        """Return the letter that arrived as a message of a chat."""
        row = await self._database.row(
            f"SELECT {_COLUMNS} FROM letters WHERE chat = ? AND message = ?", (chat, message)
        )
        return _letter(row) if row else None

    async def about(self, subject: str) -> list[Letter]:
        """Return the letters whose key is a subject with something behind a colon."""
        rows = await self._database.rows(
            f"SELECT {_COLUMNS} FROM letters WHERE key > ? AND key < ? ORDER BY letter",
            (f"{subject}:", f"{subject};"),  # ; comes after : and before anything else
        )
        return [_letter(row) for row in rows]

    async def waiting(self) -> int:
        """Return how many letters are still to be sent."""
        row = await self._database.row(
            f"SELECT count(*) FROM letters WHERE {_OPEN} AND {self._mine}", self._chats
        )
        return int(row[0]) if row else 0

    async def clear(self) -> None:
        """Send nothing of what is waiting: after a restore it was sent long ago."""
        await self._database.run(f"UPDATE letters SET state = 'unknown' WHERE {_OPEN}")

    async def forget_news(self) -> None:
        """Forget which news arrived: their keys name versions that will be other ones."""
        await self._database.run(f"DELETE FROM letters WHERE key LIKE 'news:%' AND NOT {_OPEN}")

    async def move(self, chat: str, new_chat: str) -> None:
        """Send to the chat that a chat became, in which messages have other numbers."""
        await self._database.run(
            "UPDATE letters SET chat = ?, answers = '', message = '' WHERE chat = ?",
            (new_chat, chat),
        )

    async def forget(self, before: float) -> None:
        """Delete the letters from before a moment that are not waiting any more."""
        await self._database.run(f"DELETE FROM letters WHERE at < ? AND NOT {_OPEN}", (before,))

    async def _close(self, letter: int, state: str) -> None:
        sql = "UPDATE letters SET state = ? WHERE letter = ?"
        await self._note(letter, sql, (state, letter))

    async def _note(self, letter: int, sql: str, parameters: tuple[str | float, ...]) -> None:
        """Store what became of a letter, now or with the next look for letters.

        It has happened, whatever the disk says: a letter must not be sent again for a full one.
        """
        self._notes[letter] = (sql, parameters)
        with suppress(StoreError):
            await self._store_notes()

    async def _store_notes(self) -> None:
        for letter, (sql, parameters) in [*self._notes.items()]:
            await self._database.run(sql, parameters)
            self._notes.pop(letter, None)


def _letter(row: Row) -> Letter:
    key, at, chat, body, thread, answers, once, *since = row
    return Letter(key, at, chat, body, thread, answers, bool(once), *since)
