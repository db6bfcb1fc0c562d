"""Is the database whole?

What is damaged in its middle is met by the one who asks for it, months later perhaps. Invariant: it
is looked at beside serving, soon after the start and once a day; what is found is told in the log.
"""

import asyncio
import logging

from bot.service.desk import DAY_SECONDS, Desk
from knowledge import KnowledgeError, PostgresUrl

log = logging.getLogger(__name__)

IN_FILE = (
    "stop the bot, keep a copy of the data folder, then `python -m bot restore FILE` puts a backup "
    "in its place"
)
ON_SERVER = "stop the bot, and restore the database on its server"


async def keep_checking(desk: Desk) -> None:
    """Look at the database now and every day, until cancelled."""
    while True:
        await check_database(desk)
        await asyncio.sleep(DAY_SECONDS)


async def check_database(desk: Desk) -> None:
    """Tell in the log what is damaged in the database, with the remedy."""
    try:
        damage = await desk.base.library.damage()
    except KnowledgeError as error:
        log.warning("the database could not be looked at: %s", error)
        return
    if damage:
        database = desk.settings.database
        remedy = ON_SERVER if isinstance(database, PostgresUrl) else IN_FILE
        log.error("%s is damaged (%s): what is whole still answers; %s", database, damage, remedy)
