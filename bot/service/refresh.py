"""What was added from the web is looked at again: what came of it?

Invariant: however a look ends it is counted as a reload; what is to be told to the admins is told
once.
"""

from bot.service.desk import Desk
from knowledge import KnowledgeError, Progress, QuestionsBrokenError, Refreshed


async def refresh(
    who: str, desk: Desk, progress: Progress, *, before: float | None = None
) -> Refreshed:
    """Look again at pages and feeds, those that were looked at since a moment left out.

    Raise QuestionsBrokenError or another KnowledgeError where the articles stay as they were.
    """
    articles, reloads = desk.settings.articles, desk.figures.reloads
    try:
        refreshed = await desk.base.refresh(
            articles, desk.fetch, now=desk.now(), before=before, progress=progress, who=who
        )
    except QuestionsBrokenError:
        reloads["stopped"] += 1
        raise
    except KnowledgeError:
        reloads["failed"] += 1
        raise
    reloads["done"] += refreshed.report is not None
    return refreshed
