import asyncio
from collections.abc import AsyncIterator

import pytest

from knowledge.storage.engine import open_database
from knowledge.storage.port.database import Connection, Database
from knowledge.storage.postgres.listener import CHANNEL
from tests.patience import PATIENCE_SECONDS, patience
from tests.postgres import Server

LISTENING = "SELECT count(*) FROM pg_stat_activity WHERE query = ?"
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = ?"


@pytest.fixture
async def database(postgres: Server) -> AsyncIterator[Database]:
    """Yield a database on a server."""
    opened = await open_database(postgres.emptied())
    yield opened
    await opened.close()


async def listening(database: Database, count: int = 1) -> None:
    """Wait until so many connections listen."""
    async with patience():
        while await database.row(LISTENING, (f"LISTEN {CHANNEL}",)) != (count,):  # noqa: ASYNC110 - the server's side
            await asyncio.sleep(0.01)


def tell(connection: Connection) -> None:
    """Tell everybody who waits."""
    connection.tell()


async def test_who_waits_is_told(database: Database, postgres: Server) -> None:
    """By another process, when its transaction is committed."""
    waiting = asyncio.create_task(database.told(PATIENCE_SECONDS))
    await listening(database)
    other = await open_database(postgres.url())
    await other.write(tell)
    async with patience():
        await waiting
    await other.close()


async def test_who_is_told_nothing_goes_on(database: Database) -> None:
    """After its time."""
    async with patience():
        await database.told(0.01)


async def test_a_broken_connection_is_made_anew(database: Database) -> None:
    """By the next who waits."""
    waiting = asyncio.create_task(database.told(PATIENCE_SECONDS))
    await listening(database)
    await database.run(END, (f"LISTEN {CHANNEL}",))
    await listening(database, 0)
    waiting.cancel()
    waiting = asyncio.create_task(database.told(PATIENCE_SECONDS))
    async with patience():
        while not waiting.done():
            more = asyncio.create_task(database.told(0.01))  # as the replica does each second
            await more
            await database.write(tell)
