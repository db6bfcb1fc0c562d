"""Which earlier words does a question follow up: a quote, the answer it replies to, the one before?

Invariant: nobody's question follows up what somebody else asked unless it replies to that; words
that were quoted lead back to the passage where they stand.
"""

from dataclasses import dataclass

from bot.records.turns import Place, Turn
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Intent

MOST_BEFORE = 3  # questions that are remembered for a follow-up of a follow-up


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The questions or the words before, which lend theirs, and the passage (key) to start at."""

    after: tuple[str, ...] = ()
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What a question itself refers to: the message that it replies to, the words it quotes."""

    message: str = ""
    quoted: str = ""


async def follow_up(
    session: Session, place: Place, reference: Reference, latest: Turn | None, desk: Desk
) -> FollowUp:
    """Return what a question follows up; `latest` is the turn before it, if it may be that."""
    turn = None
    if reference.message:
        turn = await desk.records.turns.of_reply(place.chat, reference.message)
    if turn and Intent(turn.intent).is_small_talk:
        turn = None  # a greeting lends no words: what was asked before it does
    if reference.quoted:
        near = await _passage_with(session, reference.quoted, turn, desk) if turn else None
        return FollowUp((reference.quoted,), near)
    apart = 60 * desk.settings.follow_up_minutes  # either way: the clock may have been set back
    if turn is None and latest and abs(desk.now() - latest.at) <= apart:
        turn = latest
    return FollowUp((*turn.after, turn.question)[-MOST_BEFORE:] if turn else ())


async def follow_up_of_edit(
    session: Session, turn: Turn, reference: Reference, desk: Desk
) -> FollowUp:
    """Return what an edited question follows up: the same as before it was edited."""
    if reference.quoted:
        return await follow_up(session, turn.place, reference, None, desk)
    return FollowUp(turn.after)


async def _passage_with(session: Session, quoted: str, turn: Turn, desk: Desk) -> str | None:
    """Return the key of the passage of an answer, or of a neighbour, that has some words."""
    articles = visible_to(session, desk).catalogue
    for key in turn.passages:
        around = await articles.around(key)
        for passage in (await articles.passage(key), *around):
            if passage and _without_spaces(quoted) in _without_spaces(passage.quote):
                return passage.key
    return next(iter(turn.passages), None)


def _without_spaces(text: str) -> str:
    """Return a text without white space: Telegram trims what is quoted."""
    return "".join(text.split())
