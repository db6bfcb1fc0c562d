"""Others change the articles, too: when are questions asked of what they made live?

Invariant: until the index holds the next version, questions are answered from the one before, all
of it; a replica that has fallen behind catches up by the difference.
"""

import asyncio
import logging

from bot.delivery.outage import Outage
from bot.service.desk import Desk
from knowledge import KnowledgeError, ReloadRunningError

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0  # between two looks, if nobody tells


async def keep_following(desk: Desk) -> None:
    """Follow the database whenever it has another version, until cancelled."""
    outage = Outage("the articles of the database cannot be followed", log)
    while True:
        try:
            await follow(desk)
        except ReloadRunningError:  # here: then it follows by itself
            pass
        except (KnowledgeError, OSError) as error:
            await asyncio.sleep(outage.failed(error))
            continue
        else:
            outage.ended()
        await desk.records.told(LOOK_SECONDS)


async def follow(desk: Desk) -> None:
    """Have questions asked of the articles that the database has now."""
    library = desk.base.library
    if await library.is_current():
        return
    log.info("following: version %s answers", await library.follow())
