"""Who goes first while a reload runs? Those who ask.

Python runs one thread at a time, and a question takes turns with what works in the background: a
dozen times, each up to the interpreter's switching interval. Invariant: while somebody asks, what
calls `step_aside` between its small pieces of work waits, but for no longer than a fixed multiple
of what it has worked, so that a reload ends however much is asked.
"""

import gc
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

WAITS_PER_WORK = 4.0  # seconds of waiting at most for a second of work: under siege it gets a fifth
MOST_SECONDS = 1.0  # of waiting that can be saved up
SWITCH_SECONDS = 0.0005  # instead of 0.005: what a question waits for the piece in progress
NO_FULL_COLLECTION = 1_000_000  # a full one looks at every article read so far: 0.3 s for 10,000


class Priority:
    """Counts who asks; lets background work wait for them."""

    def __init__(self) -> None:
        self._asking = 0
        self._quiet = threading.Event()
        self._quiet.set()
        self._patience = MOST_SECONDS
        self._resumed = time.perf_counter()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Count somebody who asks while the block runs; only on the event loop's thread."""
        self._asking += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._asking -= 1
            if not self._asking:
                self._quiet.set()

    def step_aside(self) -> None:
        """Wait while somebody asks; called between pieces of work of a millisecond or so."""
        now = time.perf_counter()
        worked = now - self._resumed
        self._patience = min(MOST_SECONDS, self._patience + WAITS_PER_WORK * worked)
        if not self._quiet.is_set():
            self._quiet.wait(self._patience)
            self._patience = max(0.0, self._patience - (time.perf_counter() - now))
        self._resumed = time.perf_counter()


class _Habits:
    """The interpreter's habits: how long threads run and when all garbage is looked for."""

    def __init__(self) -> None:
        self._works = 0
        self._interval = sys.getswitchinterval()
        self._thresholds = gc.get_threshold()

    @contextmanager
    def restless(self) -> Iterator[None]:
        """Have it pause shortly and often while some work goes on, or several."""
        if not self._works:
            self._interval, self._thresholds = sys.getswitchinterval(), gc.get_threshold()
            young, middle, full = self._thresholds
            sys.setswitchinterval(min(self._interval, SWITCH_SECONDS))
            gc.set_threshold(young, middle, max(full, NO_FULL_COLLECTION))
        self._works += 1
        try:
            yield
        finally:
            self._works -= 1
            if not self._works:
                gc.set_threshold(*self._thresholds)
                sys.setswitchinterval(self._interval)


restless = _Habits().restless  # one interpreter, one set of habits
