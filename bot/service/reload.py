"""An admin wants the articles read again: what came of it?

Invariant: questions go on meanwhile, and however a reload ends it is counted.
"""

from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import Folder, KnowledgeError, Progress, QuestionsBrokenError, Report


class ReloadProgress:
    """The last thing a reload said of itself: what it does, how many are done, of how many.

    It is told from the reload's thread.
    """

    def __init__(self) -> None:
        self.last: tuple[str, int, int] | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Note how far a step of the reload is."""
        self.last = (what, done, total)


async def reload(
    session: Session,
    desk: Desk,
    progress: Progress,
    *,
    force: bool = False,
) -> Report:
    """Read the articles again; `force` overrides golden questions and what a rollback holds back.

    Raise QuestionsBrokenError or another KnowledgeError where the articles stay as they were.
    """
    folder, reloads = Folder(desk.settings.articles), desk.figures.reloads
    try:
        report = await desk.base.reload(folder, progress, who=session.person, force=force)
    except QuestionsBrokenError:
        reloads["stopped"] += 1
        raise
    except KnowledgeError:
        reloads["failed"] += 1
        raise
    reloads["done"] += 1
    return report
