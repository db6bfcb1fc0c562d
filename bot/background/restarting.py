"""What if something that goes on beside serving fails as nobody has thought of?

Invariant: it begins again after a pause, with the whole error in the log; nothing beside serving
ends serving, and nothing ends without a word.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.delivery.outage import pause_after

log = logging.getLogger(__name__)

SETTLED_SECONDS = 600.0  # without a failure: the next one counts as the first


async def restarting(work: Callable[[], Awaitable[None]], name: str) -> None:
    """Do some work that never ends, again after each failure, until cancelled."""
    failures, loop = 0, asyncio.get_running_loop()
    while True:
        began = loop.time()
        try:
            return await work()
        except Exception:
            log.exception("%s failed and begins again", name)
        failures = 1 if loop.time() - began > SETTLED_SECONDS else failures + 1
        await asyncio.sleep(pause_after(failures))
