"""Somebody passes on a text: what do the articles say of it, and what is remembered of that?

What a person passes on within some seconds is one case: each text is compared together with those
before it, and the answer to them is changed. Invariant: what belongs to a case stands in the turns,
so that a restart or another replica goes on with it.
"""

import logging
from dataclasses import dataclass

from bot.logs import fields
from bot.records.turns import Place, Turn
from bot.service.asking import Question
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Compared, Intent, Verdict

log = logging.getLogger(__name__)

CASE_SECONDS = 10.0  # between two messages of a case
LONGEST_CASE = 8000  # characters: what comes after so many is a case of its own


@dataclass(frozen=True, slots=True)
class Told:
    """What the articles say of a text, with its turn.

    `reply` is the message that answered the texts before, of the same case. `is_told` is false
    where the bot had better be silent.
    """

    compared: Compared
    turn: int
    reply: str = ""
    is_told: bool = True


async def compare(session: Session, question: Question, sent: float, desk: Desk) -> Told:
    """Compare a text that was sent at a moment with the articles, and remember it."""
    place = session.place(question.message)
    before = await _case(session, place, sent, desk)
    text = question.whole
    if before and len(before.question) + len(text) <= LONGEST_CASE:
        text = f"{before.question}\n\n{text}"
    else:
        before = None
    compared, turn = await _compared(session, text, place, sent, desk)
    called = session.private or question.by_command or question.by_name
    is_told = called or bool(compared.comparisons)
    return Told(compared, turn, before.reply if before else "", is_told)


async def edited(session: Session, question: Question, before: Turn, desk: Desk) -> Told:
    """Compare a text that was edited."""
    compared, turn = await _compared(session, question.whole, before.place, before.at, desk)
    await desk.records.feedback.withdraw(turn)
    is_told = bool(before.reply or session.private or compared.comparisons)
    return Told(compared, turn, before.reply, is_told)


async def _case(session: Session, place: Place, sent: float, desk: Desk) -> Turn | None:
    """Return the turn of the case that a message goes on with."""
    if not session.private:
        return None
    before = await desk.records.turns.previous(place, sent - CASE_SECONDS)
    return before if before and before.intent == Intent.COMPARISON.value else None


async def _compared(
    session: Session, text: str, place: Place, sent: float, desk: Desk
) -> tuple[Compared, int]:
    compared = await visible_to(session, desk).compare(text)
    found = compared.comparisons
    verdict = Verdict.ANSWERED if found else Verdict.UNANSWERED
    turn = Turn(
        place=place,
        at=sent,
        question=text,
        after=(),
        verdict=verdict.value,
        passages=tuple(one.passage.key for one in found),
        version=compared.version,
        intent=Intent.COMPARISON.value,
    )
    told = {"share": round(compared.share, 3), "passages": len(found)}
    log.info("compared", extra=fields(**told, ms=round(compared.milliseconds, 1)))
    return compared, await desk.records.turns.put(turn)
