from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge import ReloadRunningError
from knowledge.model.version import Changes
from knowledge.reading.drafts import drafted
from knowledge.runtime.exclusive import Exclusive
from knowledge.storage.articles import ArticleStore
from knowledge.storage.changing import LEASE, Changing
from knowledge.storage.engine import open_database
from knowledge.storage.leases import LeaseLostError, Leases
from knowledge.storage.port.database import Database
from tests.knowledge.storage.examples import TEA
from tests.postgres import Server


@pytest.fixture
async def shared(postgres: Server) -> AsyncIterator[Database]:
    """Yield an empty database that several machines can share."""
    database = await open_database(postgres.emptied())
    yield database
    await database.close()


def changing(database: Database, folder: Path) -> Changing:
    """Return the right to change the articles, as a process has it that has a data folder."""
    folder.mkdir(exist_ok=True)
    return Changing(Exclusive(folder / "lock"), database)


async def test_one_changes_at_a_time_wherever_it_runs(shared: Database, tmp_path: Path) -> None:
    """Two with different data folders take turns, and a file is not enough for that."""
    one, other = changing(shared, tmp_path / "one"), changing(shared, tmp_path / "other")
    async with one.held():
        with pytest.raises(ReloadRunningError):
            async with other.held():
                pass
    async with other.held():
        pass


async def test_what_was_lost_meanwhile_is_not_stored(shared: Database, tmp_path: Path) -> None:
    """Somebody who was out of reach for too long finds that another one has gone on."""
    one = changing(shared, tmp_path / "one")
    store = ArticleStore(shared, one.check)
    async with one.held():
        async for _ in store.stage([drafted(TEA)]):
            pass
        await shared.run("UPDATE leases SET until = 0 WHERE name = ?", (LEASE,))
        assert await Leases(shared).take(LEASE, "another")
        with pytest.raises(LeaseLostError):
            await store.promote(Changes())
    assert await store.version() == 0
    assert await Leases(shared).held() == {LEASE: "another"}


async def test_in_a_file_the_lock_is_enough(tmp_path: Path) -> None:
    """Nothing is written into its database for that."""
    database = await open_database(tmp_path / "youju.db")
    one = changing(database, tmp_path)
    async with one.held():
        await database.write(one.check)
    assert await Leases(database).held() == {}
    await database.close()
