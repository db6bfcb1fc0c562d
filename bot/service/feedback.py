"""A reader says whether an answer was useful: what becomes of that?

Invariant: a person has one say about an answer, which may be changed; it is told to nobody else.
"""

from dataclasses import dataclass

from bot.records.feedback import Feedback, Reason
from bot.records.turns import Turn
from bot.service.answer_views import turn_here
from bot.service.desk import Desk
from bot.service.session import Session


@dataclass(frozen=True, slots=True)
class Given:
    """Feedback that was stored: on which answer, and what the person had said before."""

    turn: Turn
    before: Feedback | None

    @property
    def is_repeated_complaint(self) -> bool:
        """Whether the person had found the answer not useful already."""
        return self.before is not None and not self.before.useful


async def give(
    session: Session, number: int, desk: Desk, *, useful: bool, reason: Reason = ""
) -> Given | None:
    """Store what a person says of a turn's answer; None if it is not to be found from here.

    It is found in its chat, and anywhere by whoever has said something of it there.
    """
    records, person = desk.records, session.person
    turn, before = (
        await turn_here(session, number, desk),
        await records.feedback.get(number, person),
    )
    if turn is None and before:
        turn = await records.turns.get(number)
    if turn is None:
        return None
    told = Feedback(turn.turn, person, desk.now(), turn.version, useful, reason)
    await records.feedback.put(told)
    return Given(turn, before)


async def has_complained(session: Session, turn: int, desk: Desk) -> bool:
    """Tell whether a person has found the answer of a turn not useful."""
    told = await desk.records.feedback.get(turn, session.person) if session.person else None
    return told is not None and not told.useful
