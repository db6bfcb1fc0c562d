"""Does another process serve from the same data folder?

Two would answer what waits in one inbox twice. Invariant: the lease is the operating system's lock
on a file, so it is free as soon as its holder has ended, however it ended.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import BotError

log = logging.getLogger(__name__)

LEASE = "serving.lock"  # in the data folder
LOOK_SECONDS = 1.0  # between two tries of a standby


@asynccontextmanager
async def lease(data: Path, *, standby: bool) -> AsyncIterator[None]:
    """Hold the lease of a data folder; a standby waits for it, others raise BotError."""
    lock, told = FileLock(data / LEASE, thread_local=False), False
    while True:
        try:
            lock.acquire(timeout=0)
            break
        except Timeout:
            if not standby:
                raise BotError(
                    f"{data}: another process serves from this folder: stop it, or set "
                    "YOUJU_STANDBY=true to have this one wait for its end"
                ) from None
        if not told:
            log.warning("another process serves from %s: waiting for its end", data)
        told = True
        await asyncio.sleep(LOOK_SECONDS)
    try:
        yield
    finally:
        lock.release()
