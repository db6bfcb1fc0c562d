"""May this process act now, and what is it among those that serve together?

Pure but for the clock. Invariant: a replica that has not been able to renew its lease for a part of
it acts no more: it sends nothing and leads nothing, before another one can take its place. A
process that serves alone may always act, and leads.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

SAFE_PART = 0.6  # of a lease: the rest is for what is on its way to Telegram


def _now() -> float:
    """Return the seconds of a clock that goes on while the machine sleeps, where there is one."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@dataclass(frozen=True, slots=True)
class Place:
    """What a replica is among the others, as it learned when it renewed its lease."""

    leads: bool
    replicas: int  # this one among them


class Standing:
    """What this process may do; one that serves `alone` needs no lease."""

    def __init__(self, seconds: float | None = None, now: Callable[[], float] = _now) -> None:
        self._safe_seconds = None if seconds is None else SAFE_PART * seconds
        self.now = now
        self._until = 0.0
        self._place = Place(leads=seconds is None, replicas=1)
        self._changed = asyncio.Event()

    @property
    def alone(self) -> bool:
        """Tell whether no other process can serve beside this one."""
        return self._safe_seconds is None

    @property
    def may_act(self) -> bool:
        """Tell whether no other replica can have taken our place."""
        return self._safe_seconds is None or self.now() < self._until

    @property
    def leads(self) -> bool:
        """Tell whether what only one replica does is ours to do."""
        return self._place.leads and self.may_act

    @property
    def replicas(self) -> int:
        """Return how many replicas serve, as far as is known."""
        return self._place.replicas

    def seconds_left(self) -> float:
        """Return for how long this replica may act if it learns nothing more."""
        return max(0.0, self._until - self.now())

    def renewed(self, asked_at: float, place: Place) -> None:
        """Note that a lease was renewed that was asked for at a moment of our clock."""
        self._until = asked_at + (self._safe_seconds or 0.0)
        self._place = place
        self._change()

    def lost(self) -> None:
        """Note that our lease has ended."""
        self._until, self._place = 0.0, Place(leads=False, replicas=self._place.replicas)
        self._change()

    async def until(self, *, leads: bool) -> None:
        """Wait until this replica leads, or until it does not."""
        while self.leads is not leads:
            changed = self._changed
            timeout = self.seconds_left() if self._place.leads and not leads else None
            try:
                async with asyncio.timeout(timeout):
                    await changed.wait()
            except TimeoutError:
                continue

    def _change(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
