"""What time is it in a test?

Invariant: time moves only when the test moves it, and never backwards.
"""

START = 1_750_000_000  # 2025-06-15 15:06:40 UTC: any fixed moment would do


class ManualClock:
    """A clock for `Telegram(now=clock)` that stands still until it is advanced.

    >>> clock = ManualClock(100)
    >>> clock.advance(15)
    >>> clock()
    115.0
    """

    def __init__(self, start: float = START) -> None:
        self._seconds = float(start)

    def __call__(self) -> float:
        """Return the time in seconds since the epoch."""
        return self._seconds

    def advance(self, seconds: float) -> None:
        """Move the time forward."""
        if seconds < 0:
            raise ValueError(f"a clock moves forward, not by {seconds} s")
        self._seconds += seconds
