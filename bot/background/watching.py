"""The articles folder changed: when is it read again by itself?

Off unless YOUJU_WATCH names the seconds of quiet to wait for. Invariant: one reload for all that
was saved, copied or unpacked in one go; a reload that fails or is stopped by golden questions is a
line in the log, and the next change tries again.
"""

import asyncio
import logging
from importlib.util import find_spec

from bot.errors import BotError
from bot.service.desk import Desk
from knowledge import Folder, KnowledgeError, ReloadRunningError, Report

log = logging.getLogger(__name__)

LONGEST_MILLISECONDS = 600_000  # of a folder that never comes to rest: then it is read as it is
MISSING_SECONDS = 10.0  # between two looks for a folder that is not there


def check() -> None:
    """Raise BotError if the library that watches is not installed."""
    if find_spec("watchfiles") is None:
        raise BotError(
            "YOUJU_WATCH: the library that watches folders is not installed: "
            "`pip install watchfiles`, or leave YOUJU_WATCH out"
        )


async def keep_watch(desk: Desk, quiet: float) -> None:
    """Reload after every change of the articles folder and so many seconds of quiet."""
    from watchfiles import awatch  # noqa: PLC0415 - an extra, loaded where it is used

    milliseconds = int(1000 * quiet)
    while True:
        try:
            async for _ in awatch(
                desk.settings.articles, step=milliseconds, debounce=LONGEST_MILLISECONDS
            ):
                await _reload(desk, quiet)
        except OSError as error:
            log.warning("%s cannot be watched: %s", desk.settings.articles, error)
        await asyncio.sleep(MISSING_SECONDS)


async def _reload(desk: Desk, quiet: float) -> None:
    while True:
        try:
            _tell(await desk.base.reload(Folder(desk.settings.articles), who="watch"))
            desk.figures.reloads["done"] += 1
        except ReloadRunningError:  # it may have looked before the change: look again after it
            await asyncio.sleep(quiet)
            continue
        except KnowledgeError as error:
            desk.figures.reloads["failed"] += 1
            log.warning("the articles stay as they were: %s", error)
        return


def _tell(report: Report) -> None:
    changed = len(report.added), len(report.changed), len(report.moved), len(report.removed)
    if not any((*changed, report.rejected, report.warnings)):
        return  # what the bot added or removed itself is live already
    log.info("version %s: %s added, %s changed, %s moved, %s removed", report.version, *changed)
    for problem in report.rejected:
        log.warning("rejected: %s", problem)
    for warning in report.warnings:
        log.warning("left out: %s", warning)
