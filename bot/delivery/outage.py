"""Something that is needed does not answer: how long to wait, and what to write into the log?

Invariant: pauses grow up to a limit, so that nothing is hammered, and an outage is one line when it
begins, one line a minute, and one when it is over, however many notice it.
"""

import asyncio
import logging
import time
from collections.abc import Callable

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0
LOG_SECONDS = 60.0  # between two lines


def pause_after(failures: int, longest: float = LONGEST_PAUSE_SECONDS) -> float:
    """Return the seconds to wait after so many failures in a row.

    >>> [pause_after(n) for n in (1, 2, 3, 8, 1000)]
    [0.5, 1.0, 2.0, 60.0, 60.0]
    """
    return min(FIRST_PAUSE_SECONDS * 2.0 ** min(failures - 1, 20), longest)


class Outage:
    """What is known of whether something answers, for all who need it."""

    def __init__(
        self, what: str, log: logging.Logger, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._what = what
        self._log = log
        self._now = now
        self._since: float | None = None
        self._told = -LOG_SECONDS
        self.over = asyncio.Event()  # set when it answers again
        self.failures = 0

    @property
    def lasts(self) -> bool:
        """Tell whether the last that was heard of it was a failure."""
        return self._since is not None

    def failed(self, error: Exception) -> float:
        """Note a failure, say so if it is time to, and return the seconds to wait."""
        now = self._now()
        self._since = now if self._since is None else self._since
        self.failures += 1
        self.over.clear()
        if now - self._told >= LOG_SECONDS:
            self._told = now
            lasts = f" for {now - self._since:.0f} s" if now > self._since else ""
            self._log.warning("%s%s (%s): trying again by itself", self._what, lasts, error)
        return pause_after(self.failures)

    def ended(self) -> None:
        """Note that it answers."""
        if self._since is not None:
            self._log.warning("over after %.0f s: %s", self._now() - self._since, self._what)
            self._since, self._told, self.failures = None, -LOG_SECONDS, 0
        self.over.set()


async def first_of(seconds: float, *events: asyncio.Event) -> None:
    """Wait until something happens, but no longer than so many seconds."""
    waiting = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
