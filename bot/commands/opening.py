"""How does a command get at the articles?

Invariant: a command that finds no articles reads them first; what was rejected is told on stderr
and does not keep the others from going live, nor the bot from answering.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.commands.progress import ProgressBar
from bot.settings import Settings
from knowledge import Folder, KnowledgeBase, QuestionsBrokenError, Report


@asynccontextmanager
async def opened(settings: Settings, *, fresh: bool) -> AsyncIterator[KnowledgeBase]:
    """Yield the articles; `fresh` reads what changed on disk, else only an empty base is filled."""
    bar = ProgressBar(sys.stderr)
    async with await KnowledgeBase.open(settings.data, settings.database, bar) as base:
        if fresh or not await base.catalogue.version():
            await _read(base, settings, bar)
        bar.end()
        yield base


async def _read(base: KnowledgeBase, settings: Settings, bar: ProgressBar) -> None:
    """Read what changed; where the golden questions are against it, the old articles answer."""
    try:
        complain(await base.reload(Folder(settings.articles), bar, who="start"))
    except QuestionsBrokenError as error:
        sys.stderr.write(f"the articles stay as they were: {error}\n")


def complain(report: Report) -> None:
    """Print every problem of a reload, one a line."""
    for problem in report.rejected:
        sys.stderr.write(f"{problem}\n")
