"""Was an answer useful to those who read it?

Invariant: a person says one thing of an answer, which may be changed; it goes with its turn, and
what one person said is shown to nobody else.
"""

from dataclasses import dataclass
from typing import Literal

from knowledge.storage import Database

Reason = Literal["", "passage", "outdated", "unanswered"]
"""Why not: the wrong passage, out of date, not an answer; '' where no reason was given."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said of the answer of a turn that a knowledge version gave."""

    turn: int
    person: str
    at: float  # seconds since 1970, UTC
    version: int
    useful: bool
    reason: Reason = ""


class FeedbackStore:
    """What people said of answers, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, voice: Feedback) -> bool:
        """Store feedback in place of the person's earlier one; False if its turn is gone."""
        rows = await self._database.run(
            "INSERT INTO voices (turn, person, at, version, useful, reason) "
            "SELECT turn, ?, ?, ?, ?, ? FROM turns WHERE turn = ? "
            "ON CONFLICT (turn, person) DO UPDATE SET at = excluded.at, "
            "version = excluded.version, useful = excluded.useful, reason = excluded.reason "
            "RETURNING turn",
            (voice.person, voice.at, voice.version, int(voice.useful), voice.reason, voice.turn),
        )
        return bool(rows)

    async def get(self, turn: int, person: str) -> Feedback | None:
        """Return what a person said of the answer of a turn."""
        row = await self._database.row(
            "SELECT turn, person, at, version, useful, reason FROM voices "
            "WHERE turn = ? AND person = ?",
            (turn, person),
        )
        return Feedback(row[0], row[1], row[2], row[3], bool(row[4]), row[5]) if row else None

    async def withdraw(self, turn: int) -> None:
        """Delete what was said of an answer that was replaced by another one."""
        await self._database.run("DELETE FROM voices WHERE turn = ?", (turn,))
