"""Several replicas serve: which of them does what only one may do?

Letters, news, housekeeping, watching the folder, asking Telegram for updates. Invariant: it goes on
only while this replica leads, and ends before another one can lead.
"""

import asyncio
from collections.abc import Awaitable, Callable

from bot.delivery.standing import Standing


async def while_leading(standing: Standing, work: Callable[[], Awaitable[None]]) -> None:
    """Do some work that never ends, as often and as long as this process leads."""
    while True:
        await standing.until(leads=True)
        working = asyncio.ensure_future(work())
        losing = asyncio.ensure_future(standing.until(leads=False))
        try:
            await asyncio.wait({working, losing}, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                return working.result()
        finally:
            for task in (working, losing):
                task.cancel()
            await asyncio.gather(working, losing, return_exceptions=True)
