"""Which questions were handed to a person, and what did the person reply?

Invariant: a question is handed on once; the question and the letters that tell of it are stored in
one transaction, and so are a reply and the letter that carries it, so that nothing is lost between.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.records.outbox import Letter, rewrite, write
from bot.records.turns import Place
from knowledge.storage import Connection, Database, Row

State = Literal["open", "answered", "dismissed"]


@dataclass(frozen=True, slots=True)
class Handoff:
    """A question that a person shall answer.

    `turn` is the question's; `language` the asker's. `answer`, `helper` and `kept` are '' until
    somebody (by that name) answered and the answer became an article (by that id).
    """

    turn: int
    at: float  # seconds since 1970, UTC
    place: Place
    language: str
    question: str
    passages: tuple[str, ...]  # keys, closest first
    handoff: int = 0
    state: State = "open"
    answer: str = ""
    helper: str = ""
    kept: str = ""


_COLUMNS = (
    "turn, at, chat, thread, person, message, language, question, passages, handoff, state, "
    "answer, helper, kept"
)


class HandoffStore:
    """Questions that were handed to a person, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(
        self, handoff: Handoff, letters: Callable[[int], Sequence[Letter]]
    ) -> int | None:
        """Hand a question on, with the letters that its number needs; None if it was before."""
        place = handoff.place

        def opened(connection: Connection) -> int | None:
            row = connection.row(
                "INSERT INTO handoffs (turn, at, chat, thread, person, message, language, "
                "question, passages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (turn) DO NOTHING RETURNING handoff",
                (
                    handoff.turn,
                    handoff.at,
                    place.chat,
                    place.thread,
                    place.person,
                    place.message,
                    handoff.language,
                    handoff.question,
                    json.dumps(handoff.passages),
                ),
            )
            if row is None:
                return None
            write(connection, letters(int(row[0])))
            return int(row[0])

        return await self._database.write(opened)

    async def get(self, handoff: int) -> Handoff | None:
        """Return a handed question by its number."""
        return await self._one("handoff = ?", handoff)

    async def of_turn(self, turn: int) -> Handoff | None:
        """Return the handed question of a turn."""
        return await self._one("turn = ?", turn)

    async def answer(self, handoff: int, answer: str, helper: str, *letters: Letter) -> None:
        """Store a person's reply with the letters that carry it."""

        def answered(connection: Connection) -> None:
            connection.run(
                "UPDATE handoffs SET state = 'answered', answer = ?, helper = ? WHERE handoff = ?",
                (answer, helper, handoff),
            )
            write(connection, letters)

        await self._database.write(answered)

    async def correct(self, handoff: int, answer: str, *letters: Letter) -> None:
        """Store what a person's reply says since it was edited, with the letters that carry it."""

        def corrected(connection: Connection) -> None:
            connection.run(
                "UPDATE handoffs SET answer = ? WHERE handoff = ? AND answer <> ''",
                (answer, handoff),
            )
            rewrite(connection, letters)

        await self._database.write(corrected)

    async def dismiss(self, handoff: int) -> None:
        """Note that nobody will answer."""
        await self._database.run(
            "UPDATE handoffs SET state = 'dismissed' WHERE handoff = ? AND state = 'open'",
            (handoff,),
        )

    async def keep(self, handoff: int, article: str) -> None:
        """Note which article an answer became."""
        await self._database.run(
            "UPDATE handoffs SET kept = ? WHERE handoff = ?", (article, handoff)
        )

    async def open_of(self, person: str) -> int:
        """Return how many questions of a person wait."""
        row = await self._database.row(
            "SELECT count(*) FROM handoffs WHERE person = ? AND state = 'open'", (person,)
        )
        return int(row[0]) if row else 0

    async def open_count(self) -> int:
        """Return how many questions wait for a person."""
        row = await self._database.row("SELECT count(*) FROM handoffs WHERE state = 'open'")
        return int(row[0]) if row else 0

    async def move(self, chat: str, new_chat: str) -> None:
        """Give a chat's questions to the chat that it became, in which no message is theirs."""
        await self._database.run(
            "UPDATE handoffs SET chat = ?, message = '' WHERE chat = ?", (new_chat, chat)
        )

    async def forget(self, before: float) -> None:
        """Delete the questions from before a moment that nobody waits for any more."""
        await self._database.run("DELETE FROM handoffs WHERE at < ? AND state <> 'open'", (before,))

    async def _one(self, condition: str, number: int) -> Handoff | None:
        row = await self._database.row(
            f"SELECT {_COLUMNS} FROM handoffs WHERE {condition}", (number,)
        )
        return _handoff(row) if row else None


def _handoff(row: Row) -> Handoff:
    return Handoff(
        row[0], row[1], Place(*row[2:6]), row[6], row[7], tuple(json.loads(row[8])), *row[9:]
    )
