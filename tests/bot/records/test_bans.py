from pathlib import Path

from bot.records.bans import BanStore
from knowledge.storage.engine import open_database


async def test_a_ban_holds_until_it_is_lifted(tmp_path: Path) -> None:
    """For that person alone, after a restart, too."""
    database = await open_database(tmp_path / "youju.db")
    await BanStore(database).put("7", 1.0)
    await database.close()
    database = await open_database(tmp_path / "youju.db")
    bans = BanStore(database)
    assert (await bans.holds("7"), await bans.holds("70")) == (True, False)
    assert await bans.lift("7")
    assert not await bans.lift("7")
    assert not await bans.holds("7")
    await database.close()
