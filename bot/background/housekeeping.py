"""What is to be done now and then while the bot serves?

Invariant: the heartbeat file is fresh only while the event loop runs and the database answers, so
that a container's health check sees either fail; what people asked is deleted when its days are
over.
"""

import asyncio
import logging
import time
from pathlib import Path

from bot.service.desk import DAY_SECONDS, Desk
from knowledge import KnowledgeError

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 30.0
KNOWN_DAYS = 3  # that the number of an update is known: Telegram delivers none after one day
BOOKMARK_DAYS = 365  # who has not read on for a year begins anew


def heartbeat_file(data: Path) -> Path:
    """Return the file whose time tells that the bot lives."""
    return data / "heartbeat"


async def keep_house(desk: Desk) -> None:
    """Beat and tidy up until cancelled."""
    heartbeat, tidied = heartbeat_file(desk.settings.data), -DAY_SECONDS
    while True:
        try:
            await desk.base.catalogue.version()
            await asyncio.to_thread(heartbeat.touch)
            if desk.standing.leads and time.monotonic() - tidied > DAY_SECONDS:
                await desk.records.not_after(desk.now())
                await forget_old(desk)
                await desk.records.offers.forget(desk.now() - DAY_SECONDS)
                await desk.records.inbox.forget(desk.now() - KNOWN_DAYS * DAY_SECONDS)
                await forget_old_bookmarks(desk)
                tidied = time.monotonic()
        except (KnowledgeError, OSError) as error:
            log.warning("housekeeping: %s", error)
        await asyncio.sleep(HEARTBEAT_SECONDS)


async def forget_old(desk: Desk) -> None:
    """Delete what people gave whose days of retention are over."""
    await desk.records.forget(desk.remembered_since())


async def forget_old_bookmarks(desk: Desk) -> None:
    """Delete the bookmarks of who has not read on for so long."""
    await desk.records.bookmarks.forget(desk.now() - DAY_SECONDS * BOOKMARK_DAYS)
