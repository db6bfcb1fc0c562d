"""What was asked before, and what was answered?

A turn is a question of a conversation with its answer's passages. Follow-ups, edited questions and
buttons find it again after a restart. Invariant: a message of a chat has one turn; asking again by
editing the message replaces it.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.records.unanswered import Asked, Gathered, gathered
from knowledge import Intent, question_key
from knowledge.runtime.priority import Priority
from knowledge.storage import Database

MOST_GATHERED = 2000  # questions that are compared with each other, the latest


@dataclass(frozen=True, slots=True)
class Place:
    """Where and by whom a question is asked; the names are the channel's own."""

    chat: str
    thread: str
    person: str
    message: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, its answer's passages (keys, best first), and where the answer stands."""

    place: Place
    at: float  # seconds since 1970, UTC
    question: str
    after: tuple[str, ...]  # the questions before, which it may follow up, the last one last
    verdict: str
    passages: tuple[str, ...]
    turn: int = 0
    reply: str = ""
    version: int = 0  # the knowledge version that answered
    repeats: bool = False  # the answer is a pointer to an earlier one
    intent: str = Intent.QUESTION.value


COLUMNS = (
    "t.chat, t.thread, t.person, t.message, t.at, t.question, t.after, t.verdict, t.passages, "
    "t.turn, t.reply, t.version, t.asked = '', t.intent"
)
ASKED = "intent IN ('question', 'opinion')"
"""A turn in which the articles were asked: such a one is followed up and counted."""

ABOUT_ARTICLES = "intent IN ('question', 'opinion', 'summary')"
"""A turn that was about an article; small talk is not."""


class TurnStore:
    """Turns in the database."""

    def __init__(self, database: Database, priority: Priority | None = None) -> None:
        self._database = database
        self._priority = priority or Priority()

    async def put(self, turn: Turn) -> int:
        """Store a turn, in place of an earlier one of the same message, and return its number."""
        place = turn.place
        with self._priority.asking():
            rows = await self._database.run(
                "INSERT INTO turns (chat, thread, person, message, at, question, after, verdict, "
                "passages, version, asked, intent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (chat, message) DO UPDATE SET question = excluded.question, "
                "after = excluded.after, verdict = excluded.verdict, passages = excluded.passages, "
                "version = excluded.version, asked = excluded.asked, intent = excluded.intent "
                "RETURNING turn",
                (
                    place.chat,
                    place.thread,
                    place.person,
                    place.message,
                    turn.at,
                    turn.question,
                    json.dumps(turn.after, ensure_ascii=False),
                    turn.verdict,
                    json.dumps(turn.passages),
                    turn.version,
                    "" if turn.repeats else question_key(turn.question),
                    turn.intent,
                ),
            )
        return int(rows[0][0]) if rows else 0

    async def replied(self, turn: int, reply: str) -> None:
        """Note where the answer of a turn stands."""
        with self._priority.asking():
            await self._database.run("UPDATE turns SET reply = ? WHERE turn = ?", (reply, turn))

    async def get(self, turn: int) -> Turn | None:
        """Return a turn by its number."""
        return await self._one("turn = ?", turn)

    async def of_message(self, chat: str, message: str) -> Turn | None:
        """Return the turn of a question."""
        return await self._one("chat = ? AND message = ?", chat, message)

    async def of_reply(self, chat: str, reply: str) -> Turn | None:
        """Return the turn of an answer."""
        return await self._one("chat = ? AND reply = ? ORDER BY turn DESC", chat, reply)

    async def latest(self, place: Place, since: float) -> Turn | None:
        """Return the last turn of a person in a chat and thread that was about an article.

        That of the message itself does not count.
        """
        return await self._one(
            "chat = ? AND thread = ? AND person = ? AND message <> ? AND at >= ? "
            f"AND {ABOUT_ARTICLES} ORDER BY turn DESC",
            place.chat,
            place.thread,
            place.person,
            place.message,
            since,
        )

    async def previous(self, place: Place, since: float) -> Turn | None:
        """Return the last turn of a person in a chat and thread, but for the message's own."""
        return await self._one(
            "chat = ? AND thread = ? AND person = ? AND message <> ? AND at >= ? "
            "ORDER BY turn DESC",
            place.chat,
            place.thread,
            place.person,
            place.message,
            since,
        )

    async def last_of(self, place: Place, intent: Intent, since: float) -> Turn | None:
        """Return the last turn of a person in a chat with an intent, but for the message's own."""
        return await self._one(
            "chat = ? AND person = ? AND message <> ? AND intent = ? AND at >= ? "
            "ORDER BY turn DESC",
            place.chat,
            place.person,
            place.message,
            intent.value,
            since,
        )

    async def unanswered(self, since: float) -> list[Gathered]:
        """Return what was asked since a moment and not answered, in groups, most asked first."""
        rows = await self._database.rows(
            "SELECT turn, person, at, question FROM turns WHERE at >= ? AND verdict <> 'answered' "
            f"AND question <> '' AND {ASKED} ORDER BY at DESC LIMIT ?",
            (since, MOST_GATHERED),
        )
        return await asyncio.to_thread(gathered, [Asked(*row) for row in rows])

    async def same(self, turn: Turn, since: float) -> Turn | None:
        """Return the first turn of a chat with the same question and answer, if it has a reply.

        The same answer is the same verdict, passages and knowledge version.
        """
        return await self._one(
            "chat = ? AND asked = ? AND asked <> '' AND at >= ? AND message <> ? AND reply <> '' "
            "AND verdict = ? AND passages = ? AND version = ? ORDER BY at, turn",
            turn.place.chat,
            question_key(turn.question),
            since,
            turn.place.message,
            turn.verdict,
            json.dumps(turn.passages),
            turn.version,
        )

    async def move(self, chat: str, new_chat: str) -> None:
        """Give a chat's turns to the chat that it became.

        There Telegram counts messages from 1 again: those of before get numbers that none has.
        """
        await self._database.run(
            "UPDATE turns SET chat = ?, message = '-' || message, reply = '' WHERE chat = ?",
            (new_chat, chat),
        )

    async def forget(self, before: float) -> None:
        """Delete the turns from before a moment."""
        await self._database.run("DELETE FROM turns WHERE at < ?", (before,))

    async def _one(self, condition: str, *parameters: str | float) -> Turn | None:
        rows = await self._database.rows(
            f"SELECT {COLUMNS} FROM turns t WHERE {condition} LIMIT 1", parameters
        )
        return turn_of(rows[0]) if rows else None


def turn_of(row: Sequence[Any]) -> Turn:
    """Return the turn of a row of `COLUMNS`."""
    return Turn(
        place=Place(*row[:4]),
        at=row[4],
        question=row[5],
        after=_after(row[6]),
        verdict=row[7],
        passages=tuple(json.loads(row[8])),
        turn=row[9],
        reply=row[10],
        version=row[11],
        repeats=bool(row[12])
        and row[11] > 0
        and question_key(row[5]) != "",  # older rows have neither
        intent=row[13],
    )


def _after(stored: str | None) -> tuple[str, ...]:
    """Return the questions before; older rows have one, as it was."""
    if stored and stored.startswith("["):
        try:
            return tuple(map(str, json.loads(stored)))
        except ValueError:
            pass
    return (stored,) if stored else ()
