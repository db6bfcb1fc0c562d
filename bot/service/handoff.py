"""The articles do not say: how does a question reach a person?

Invariant: only who asked hands a question on, once, and a few at a time; the question and the
letters that tell of it are stored in one transaction, so a restart loses neither.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.cards.handoff import CLOSEST, render_request
from bot.cards.letters import packed
from bot.messages import messages
from bot.records.handoffs import Handoff
from bot.records.outbox import Letter
from bot.records.turns import Place, Turn
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_in
from knowledge import Citation, Verdict

MOST_OPEN = 5  # questions of one person that wait at a time

HandedOn = Literal["handed on", "out of date", "not the asker", "too many", "already"]
"""What became of the wish to hand a question on."""


async def hand_on(session: Session, number: int, asker: str, desk: Desk) -> HandedOn:
    """Hand the question of a turn of this chat to those who help; `asker` is shown to them."""
    turn = await desk.records.turns.get(number)
    if turn is None or turn.place.chat != session.chat:
        return "out of date"
    if turn.place.person != session.person:
        return "not the asker"
    if await desk.records.handoffs.open_of(turn.place.person) >= MOST_OPEN:
        return "too many"
    handoff = _handoff(turn, turn.place, session.language, desk)
    opened = await _open(handoff, asker, desk.settings.helpers, desk)
    return "handed on" if opened else "already"


async def request_answer(turn: Turn, chat: int, desk: Desk) -> bool:
    """Ask a chat for the answer to a question of which nobody waits for a reply any more.

    Tell whether that question had not been handed on before.
    """
    nowhere = Place("", "", turn.place.person, "")
    handoff = _handoff(turn, nowhere, desk.settings.language, desk)
    return await _open(handoff, "", (chat,), desk)


def is_offered(verdict: str, desk: Desk) -> bool:
    """Tell whether a person can be asked: the articles do not say, and somebody helps."""
    return verdict != Verdict.ANSWERED.value and bool(desk.settings.helpers)


async def is_still_offered(turn: Turn, desk: Desk) -> bool:
    """Tell whether a person can be asked, and has not been asked yet."""
    handed_on = await desk.records.handoffs.of_turn(turn.turn)
    return handed_on is None and is_offered(turn.verdict, desk)


async def closest_passages(handoff: Handoff, desk: Desk) -> list[Citation | None]:
    """Return the passages that come closest to a question; None for those that are gone.

    What cannot be seen where the question was asked is gone: whoever asked may be pointed to it.
    """
    articles = await visible_in(handoff.place.chat, desk)
    return [await articles.cite(handoff.question, key) for key in handoff.passages]


def _handoff(turn: Turn, to: Place, language: str, desk: Desk) -> Handoff:
    """Return the question of a turn as one for a person, whose reply goes to a place."""
    return Handoff(turn.turn, desk.now(), to, language, turn.question, turn.passages[:CLOSEST])


async def _open(handoff: Handoff, asker: str, helpers: Sequence[int], desk: Desk) -> bool:
    """Store a question with the letters that tell of it; tell whether it is a new one."""
    closest = await closest_passages(handoff, desk)
    say = messages(desk.settings.language)

    def letters(number: int) -> list[Letter]:
        request = render_request(replace(handoff, handoff=number), asker, closest, say)
        return [
            Letter(f"ask:{number}:{chat}", handoff.at, str(chat), packed(request))
            for chat in helpers
        ]

    opened = await desk.records.handoffs.open(handoff, letters)
    desk.mail.set()
    return opened is not None
