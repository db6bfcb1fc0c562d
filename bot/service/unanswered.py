"""What do people ask that the articles do not say?

Invariant: an answer that is written here goes to nobody unasked, it only becomes something that is
found.
"""

from collections.abc import Sequence
from typing import Literal

from bot.records.unanswered import Gathered
from bot.service.desk import Desk
from bot.service.handoff import request_answer

Requested = Literal["requested", "already", "gone"]
"""What became of the wish to write the answer to a question."""


async def unanswered(desk: Desk) -> Sequence[Gathered]:
    """Return the questions that were not answered, like ones together, the most asked first."""
    return await desk.records.turns.unanswered(desk.remembered_since())


async def gathered(turn: int, desk: Desk) -> Gathered | None:
    """Return the questions of which a turn is the latest, if they still are not answered."""
    return next((one for one in await unanswered(desk) if one.latest.turn == turn), None)


async def write_answer(turn: int, chat: int, desk: Desk) -> Requested:
    """Have a chat asked for the answer to the question of a turn."""
    found = await desk.records.turns.get(turn)
    if found is None:
        return "gone"
    return "requested" if await request_answer(found, chat, desk) else "already"
