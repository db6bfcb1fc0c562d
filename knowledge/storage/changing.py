"""Who may change the articles now, of all that share them?

In one data folder a lock file says so, among those who share a database on a server a lease.
Invariant: one change at a time. Somebody who lost the lease meanwhile, because the server was out
of reach, stores nothing more of that change.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from knowledge.model.errors import ReloadRunningError, StoreError
from knowledge.runtime.exclusive import Exclusive
from knowledge.storage.leases import Leases
from knowledge.storage.port.database import Connection, Database

LEASE = "articles"
RENEWED = 5  # times while a lease lasts


class Changing:
    """The right to change the articles; `check` it in each transaction that does."""

    def __init__(self, exclusive: Exclusive, database: Database) -> None:
        self._exclusive = exclusive
        self._leases = Leases(database) if database.shared else None
        self._owner = secrets.token_hex(8)

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Hold the right; raise ReloadRunningError if somebody else does, here or elsewhere."""
        async with self._exclusive.held():
            if self._leases is None:
                yield
                return
            if not await self._leases.take(LEASE, self._owner):
                raise ReloadRunningError
            renewing = asyncio.create_task(_renew(self._leases, self._owner))
            try:
                yield
            finally:
                renewing.cancel()
                with suppress(StoreError):  # then it ends by itself
                    await self._leases.give_up(self._owner)

    def check(self, connection: Connection) -> None:
        """Raise LeaseLostError, within a transaction, if the right is somebody else's by now."""
        if self._leases:
            self._leases.check(connection, LEASE, self._owner)


async def _renew(leases: Leases, owner: str) -> None:
    while True:
        await asyncio.sleep(leases.seconds / RENEWED)
        with suppress(StoreError):
            await leases.renew(owner)
