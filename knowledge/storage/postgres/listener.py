"""When has somebody told that there is something to look at?

PostgreSQL sends a notification when the transaction that told it commits. Invariant: it is a hint;
where none comes, through a pooler in transaction mode for example, the time is waited for. Whoever
waits is never held up by a server that is away.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Callable

CHANNEL = "youju"
LOOK_SECONDS = 0.2  # between two looks whether it is to end


class Listener:
    """A connection of its own, on a thread of its own, from the first `wait` on."""

    def __init__(self, connect: "Callable[[], psycopg.Connection]") -> None:
        self._connect = connect
        self._thread = ThreadPoolExecutor(1, "postgres-listener")
        self._heard: asyncio.Event | None = None
        self._listening: asyncio.Future[None] | None = None
        self._closing = False

    async def wait(self, seconds: float) -> None:
        """Return when something was told since the last wait, or after so many seconds."""
        heard = self._heard = self._heard or asyncio.Event()
        if self._listening is None or self._listening.done():
            loop = asyncio.get_running_loop()
            self._listening = loop.run_in_executor(self._thread, self._listen, loop, heard)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await heard.wait()
        heard.clear()

    async def close(self) -> None:
        """Close the connection."""
        self._closing = True
        await asyncio.to_thread(self._thread.shutdown)

    def _listen(self, loop: asyncio.AbstractEventLoop, heard: asyncio.Event) -> None:
        """Listen until closed, or until the connection breaks: the next wait begins anew."""
        with suppress(psycopg.Error), self._connect() as connection:
            connection.execute(f"LISTEN {CHANNEL}".encode())
            while not self._closing:
                for _ in connection.notifies(timeout=LOOK_SECONDS, stop_after=1):
                    loop.call_soon_threadsafe(heard.set)
