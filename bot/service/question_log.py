"""What is told of a question to whoever watches the machine?

Invariant: how it came out, how long it took and how it came in; its words only where the operator
wants them in the log. Small talk and the wish for some summary are not counted as questions.
"""

import logging
import time
from collections.abc import Awaitable

from bot.logs import fields
from bot.service.desk import Desk
from bot.service.figures import Entrance
from knowledge import Answer

log = logging.getLogger(__name__)


async def logged(
    question: str, answering: Awaitable[Answer], entrance: Entrance, desk: Desk
) -> Answer:
    """Return the answer that somebody is waiting for, counted and in the log."""
    started, figures = time.perf_counter(), desk.figures
    answer = await answering
    seconds = time.perf_counter() - started
    if answer.intent.is_question or answer.citations:
        figures.answering.add(seconds)
        figures.questions[answer.verdict.value, entrance] += 1
    told = {"question": question} if desk.settings.log_questions else {}
    found = {
        "intent": answer.intent.value,
        "verdict": answer.verdict.value,
        "confidence": round(answer.confidence, 3),
    }
    log.info("asked", extra=fields(door=entrance, **found, ms=round(1000 * seconds, 1), **told))
    return answer
