"""Who may change the articles now?

Invariant: one change at a time, whichever process makes it; whoever does not want to wait is told
that another one is at work.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.model.errors import ReloadRunningError, StoreError
from knowledge.runtime.priority import restless


class Exclusive:
    """The right to change the articles of a data folder, held by a lock file."""

    def __init__(self, file: Path) -> None:
        self._lock = FileLock(file, thread_local=False)
        self._changing = asyncio.Lock()

    @asynccontextmanager
    async def held(self, patience: float = 0) -> AsyncIterator[None]:
        """Hold the right; wait for another process for so many seconds at most.

        Raise ReloadRunningError if another change is still at work then, StoreError if the lock
        file cannot be written. Without patience a change of this process is not waited for either.
        """
        if patience == 0 and self._changing.locked():
            raise ReloadRunningError
        async with self._changing:
            try:
                await asyncio.to_thread(self._lock.acquire, timeout=patience)
                with restless():
                    yield
            except Timeout:
                raise ReloadRunningError from None
            except OSError as error:
                remedy = "free some space on the disk or make the data folder writable"
                raise StoreError(f"{error}: {remedy}, then try again") from error
            finally:
                self._lock.release()
