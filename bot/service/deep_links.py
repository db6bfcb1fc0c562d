"""A link opened the bot: what does it name?

Invariant: a link to a passage works for as long as its text stands anywhere in the articles;
afterwards it says what the passage was.
"""

from dataclasses import dataclass, replace

from bot.cards.buttons import Shown
from bot.records.turns import Turn
from bot.service.answer_views import Gone, gone
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Citation, Span, Verdict


@dataclass(frozen=True, slots=True)
class Linked:
    """The passage of a link, all of which is meant, as the answer of a turn of its own."""

    citation: Citation
    shown: Shown


async def open_passage(session: Session, key: str, message: str, desk: Desk) -> Linked | Gone:
    """Return the passage of a key, for whoever has opened its link with a message."""
    citation = await visible_to(session, desk).cite("", key)
    if citation is None:
        return await gone(session, key, desk)
    whole = replace(citation, highlight=Span(0, len(citation.quote)))
    turn = Turn(
        place=session.place(message),
        at=desk.now(),
        question="",
        after=(),
        verdict=Verdict.ANSWERED.value,
        passages=(citation.passage,),
    )
    number = await desk.records.turns.put(turn)
    return Linked(whole, Shown(number, 0, 1, Verdict.ANSWERED))
