"""Somebody sends a sticker, a place, a contact: is it said again that only words are understood?

Invariant: a person hears it once an hour in a chat, also where the bot was restarted meanwhile.
"""

from bot.records.turns import Turn
from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import Intent, Verdict

QUIET_SECONDS = 3600.0


async def is_to_be_told(session: Session, message: str, desk: Desk) -> bool:
    """Tell whether whoever sent a message without words was not told so lately."""
    place, since = session.place(message), desk.now() - QUIET_SECONDS
    told = await desk.records.turns.last_of(place, Intent.WORDLESS, since)
    return told is None and not session.memory.answered


async def told(session: Session, message: str, reply: str, desk: Desk) -> None:
    """Note that it was said, in which message."""
    turn = Turn(
        place=session.place(message),
        at=desk.now(),
        question="",
        after=(),
        verdict=Verdict.UNANSWERED.value,
        passages=(),
        intent=Intent.WORDLESS.value,
    )
    await desk.records.turns.replied(await desk.records.turns.put(turn), reply)
