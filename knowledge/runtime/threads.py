"""How does slow work leave the event loop?

Invariant: what a context manager does on entering and leaving happens in a thread, so that nobody
who asks a question waits for a commit; an error comes through it as through any `with`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from typing import TypeVar

from knowledge.runtime.priority import restless
from knowledge.runtime.workers import Stop

T = TypeVar("T")


@asynccontextmanager
async def in_thread(manager: AbstractContextManager[T]) -> AsyncIterator[T]:
    """Enter and leave a context manager in a thread."""
    value = await asyncio.to_thread(manager.__enter__)
    try:
        yield value
    except BaseException as error:
        swallowed = await asyncio.to_thread(
            manager.__exit__, type(error), error, error.__traceback__
        )
        if not swallowed:
            raise
    else:
        await asyncio.to_thread(manager.__exit__, None, None, None)


async def stoppable(work: Callable[[Stop], T]) -> T:
    """Do work in a thread; what it does in worker processes ends if this is cancelled.

    A large result is many objects: nobody who asks shall wait until all garbage was looked for.
    """
    stop = Stop()
    try:
        with restless():
            return await asyncio.to_thread(work, stop)
    except asyncio.CancelledError:
        stop()
        raise
