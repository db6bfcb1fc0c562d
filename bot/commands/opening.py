"""How does a command get at the articles?

Invariant: a command that finds no articles reads them first; what was rejected is told on stderr
and does not keep the others from going live, nor the bot from answering.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.commands.progress import ProgressBar
from bot.delivery.lease import lease
from bot.errors import BotError
from bot.records.records import Records, settle_anew
from bot.settings import Settings
from knowledge import (
    Folder,
    KnowledgeBase,
    PostgresUrl,
    Progress,
    QuestionsBrokenError,
    ReloadRunningError,
    Report,
    usual_limits,
)

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5  # between two looks whether another replica has read the articles


async def open_base(settings: Settings, progress: Progress) -> KnowledgeBase:
    """Open the articles as the operator has set it; see `KnowledgeBase.open`."""
    limits = usual_limits(settings.reading_seconds, settings.reading_megabytes)
    return await KnowledgeBase.open(settings.data, settings.database, progress, limits)


@asynccontextmanager
async def opened(settings: Settings, *told: Progress, fresh: bool) -> AsyncIterator[KnowledgeBase]:
    """Yield the articles; `fresh` reads what changed on disk, else only an empty base is filled.

    A bar in the terminal shows how far it is, and `told` are called, too.
    """
    bar = ProgressBar(sys.stderr)
    everybody: tuple[Progress, ...] = (bar, *told)

    def progress(what: str, done: int, total: int) -> None:
        for tell in everybody:
            tell(what, done, total)

    if fresh:
        await _rescue(settings)
    async with await open_base(settings, progress) as base:
        if (fresh and not await _others_serve(base)) or not await base.catalogue.version():
            await _read(base, settings, progress)
        bar.end()
        yield base


async def _rescue(settings: Settings) -> None:
    """Begin anew where the database is damaged, unless a bot is at work in the folder."""
    database = settings.database
    if isinstance(database, PostgresUrl) or not await asyncio.to_thread(database.exists):
        return
    try:
        async with lease(settings.data, standby=False):
            rescued = await KnowledgeBase.rescue(settings.data, database, settle_anew)
    except BotError:  # it has the database open
        return
    if rescued:
        log.error("%s", rescued)


async def _others_serve(base: KnowledgeBase) -> bool:
    """Tell whether other replicas serve: what they answer from is not read anew for a newcomer.

    Its articles folder may be another one, by mistake.
    """
    records = Records.beside(base)
    return records.shared and bool((await records.replicas.seen()).replicas)


async def _read(base: KnowledgeBase, settings: Settings, progress: Progress) -> None:
    """Read what changed; where the golden questions are against it, the old articles answer.

    Another replica that begins just now may read them: this one looks again when it is done.
    """
    while True:
        try:
            complain(await base.reload(Folder(settings.articles), progress, who="start"))
        except QuestionsBrokenError as error:
            sys.stderr.write(f"the articles stay as they were: {error}\n")
        except ReloadRunningError:
            if not Records.beside(base).shared:
                raise
            if not await _others_serve(base):
                await asyncio.sleep(LOOK_SECONDS)
                continue
        return


def complain(report: Report) -> None:
    """Print every problem of a reload, one a line, and what it did not read."""
    for problem in report.rejected:
        sys.stderr.write(f"{problem}\n")
    for warning in report.warnings:
        sys.stderr.write(f"warning: {warning}\n")
    if report.unread:
        count = sum(one.count for one in report.unread)
        kinds = ", ".join(map(str, report.unread))
        files = "1 file of a kind that is" if count == 1 else f"{count} files of kinds that are"
        sys.stderr.write(f"{files} not read: {kinds}\n")
