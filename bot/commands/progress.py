"""How far is a long piece of work?

Invariant: a terminal sees one line that moves; anything else (a log, a pipe) sees a line now and
then; work that is done at once shows nothing.
"""

import time
from typing import TextIO

PATIENCE_SECONDS = 0.5  # what is done sooner needs no bar
TERMINAL_SECONDS = 0.1  # between two looks of the bar
LOG_SECONDS = 10.0
WIDTH = 30  # characters of the bar


class ProgressBar:
    """Shows the progress of a reload on a stream; call it, then `end` it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._patience = PATIENCE_SECONDS if self._live else LOG_SECONDS
        self._pause = TERMINAL_SECONDS if self._live else LOG_SECONDS
        self._next: float | None = None
        self._shown = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how much of some work is done, if it is time."""
        now = time.monotonic()
        if self._next is None:
            self._next = now + self._patience
        if now < self._next or not total:
            return
        self._next = now + self._pause
        self._shown = True
        filled = WIDTH * done // total
        bar = f"{what:<9} {'█' * filled}{'░' * (WIDTH - filled)} {done:,} / {total:,}"
        self._stream.write(f"\r{bar}\x1b[K" if self._live else f"{what} {done:,} / {total:,}\n")
        self._stream.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._shown and self._live:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
