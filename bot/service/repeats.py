"""The same question again in a group: which answer was given to it?

Invariant: the earlier answer was given by the same knowledge version and is the one that would be
given now.
"""

from bot.records.turns import Turn
from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import Verdict

REPEATED_SECONDS = 6 * 3600.0  # afterwards an answer is too far up to be pointed to


async def earlier_answer(turn: Turn, session: Session, desk: Desk) -> Turn | None:
    """Return the turn of a group in which the same was answered a little while ago."""
    if session.private or turn.verdict != Verdict.ANSWERED.value:
        return None
    return await desk.records.turns.same(turn, desk.now() - REPEATED_SECONDS)
