"""How does one coroutine wait for another to change something?

Invariant: whoever waits when the signal rings is woken exactly once; a ring before the wait is not
remembered, so waiters look at the state first and wait second.
"""

import asyncio


class Signal:
    """A bell for any number of waiters, usable from plain functions."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake everyone who waits now."""
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait for the next ring; return False when none came within some seconds."""
        rung = self._rung
        try:
            async with asyncio.timeout(seconds):
                await rung.wait()
        except TimeoutError:
            return False
        return True
