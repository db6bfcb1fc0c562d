"""What has the bot done since it was started, in numbers?

Invariant: numbers of kinds of things only. Nothing here tells who asked or what, so all of it may
be shown to whoever watches the machine.
"""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, 600.0)

Entrance = Literal["private", "group", "guest"]


class Histogram:
    """How many things took how long."""

    def __init__(self) -> None:
        self.counts = [0] * (len(SECONDS) + 1)
        self.sum = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.counts[bisect_left(SECONDS, seconds)] += 1
        self.sum += seconds

    def up_to(self) -> list[tuple[str, float]]:
        """Return how many took no longer than each bound, as Prometheus wants it."""
        total, rows = 0, []
        bounds = [*map(str, SECONDS), "+Inf"]
        for bound, count in zip(bounds, self.counts, strict=True):
            total += count
            rows.append((bound, float(total)))
        return rows


@dataclass(slots=True)
class Figures:
    """The numbers; who does something counts it."""

    now: Callable[[], float] = time.monotonic
    # By outcome and entrance.
    questions: Counter[tuple[str, Entrance]] = field(default_factory=Counter)
    reloads: Counter[str] = field(default_factory=Counter)  # by result
    updates: Counter[str] = field(default_factory=Counter)  # by what became of them
    answering: Histogram = field(default_factory=Histogram)  # finding an answer
    handling: Histogram = field(default_factory=Histogram)  # from an update's arrival until done
    flood_waits: int = 0
    flood_seconds: float = 0.0
    contact_at: float | None = None
    ahead: float = 0.0  # seconds that this computer's clock is ahead of Telegram's
    webhook_set: bool = False
    webhook_error: str = ""  # what Telegram last said about it

    def contact(self) -> None:
        """Note that Telegram has just answered."""
        self.contact_at = self.now()

    def since_contact(self) -> float | None:
        """Return the seconds since Telegram has answered; None if it never has."""
        return None if self.contact_at is None else self.now() - self.contact_at
