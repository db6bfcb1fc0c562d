"""What does the person at the terminal type next?

Invariant: waiting for a line never blocks the event loop, and the end of input ends the program at
once: the reading thread is not waited for.
"""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from typing import TextIO


async def lines(source: TextIO, prompt: str) -> AsyncIterator[str]:
    """Yield the lines of a source without their ends; a terminal is shown a prompt before each."""
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    loop, wanted = asyncio.get_running_loop(), threading.Semaphore(0)

    def read() -> None:
        while wanted.acquire():
            line = _line(source, prompt)
            loop.call_soon_threadsafe(queue.put_nowait, line)
            if line is None:
                return

    threading.Thread(target=read, name="lines", daemon=True).start()
    while True:
        wanted.release()
        line = await queue.get()
        if line is None:
            return
        yield line


def _line(source: TextIO, prompt: str) -> str | None:
    if source.isatty():
        try:
            return input(prompt)
        except EOFError:
            return None
    line = source.readline()
    return line.rstrip("\r\n") if line else None


def with_editing() -> None:
    """Let the arrow keys edit what is typed, where Python was built with that."""
    if sys.stdin.isatty():
        try:
            import readline  # noqa: F401, PLC0415 - its import changes what input() does
        except ImportError:
            return
