"""When is what was added from the web looked at again by itself?

Off unless YOUJU_REFETCH says how often. Invariant: each page and feed is looked at when its time
has come, whatever ended the process in between; what is gone is told to the admins once, and a
failure is a line in the log.
"""

import asyncio
import logging

from bot.cards.letters import packed
from bot.cards.refresh import render_losses
from bot.cards.reload import render_broken
from bot.cards.reply import Reply
from bot.messages import messages
from bot.records.outbox import Letter
from bot.service.desk import Desk
from bot.service.refresh import refresh
from knowledge import KnowledgeError, QuestionsBrokenError

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 600.0  # between two looks whether the time of a page has come
WHO = "refetch"


async def keep_refetching(desk: Desk, every: float) -> None:
    """Look again at each page when so many seconds have passed since the last look."""
    while True:
        await look_again(desk, every)
        await asyncio.sleep(min(every, LONGEST_PAUSE_SECONDS))


async def look_again(desk: Desk, every: float) -> None:
    """Look at the pages whose time has come, and tell the admins what they must know."""
    say = messages(desk.settings.language)
    try:
        refreshed = await refresh(WHO, desk, _quiet, before=desk.now() - every)
    except QuestionsBrokenError as error:
        log.warning("the articles stay as they were: %s", error)
        await _tell(desk, render_broken(error.broken, say))
        return
    except KnowledgeError as error:
        log.warning("the articles stay as they were: %s", error)
        return
    for failure in refreshed.failed:
        log.warning("not looked at: %s", failure)
    if refreshed.report:
        log.info("version %s: pages have changed", refreshed.report.version)
    if refreshed.gone:
        await _tell(desk, render_losses(refreshed, say))


async def _tell(desk: Desk, reply: Reply) -> None:
    now = desk.now()
    letters = (
        Letter(f"pages:{int(now)}:{chat}", now, str(chat), packed(reply))
        for chat in desk.settings.helpers
    )
    await desk.records.outbox.put(*letters)
    desk.mail.set()


def _quiet(_what: str, _done: int, _total: int) -> None:
    """Show nothing."""
