from pathlib import Path

from bot.records.refusals import Refusal, RefusalStore
from knowledge.storage.engine import open_database


async def test_refusals_are_known_until_they_are_tried_again(tmp_path: Path) -> None:
    """Each once, in order, also by another process."""
    kind = Refusal("getUpdates", "guest_message", "Invalid allowed_updates")
    method = Refusal("deleteMessage", "", "Not Found")
    database = await open_database(tmp_path / "youju.db")
    for one in (kind, method, Refusal("getUpdates", "guest_message", "again")):
        await RefusalStore(database).put(one, 1.0)
    await database.close()
    database = await open_database(tmp_path / "youju.db")
    refusals = RefusalStore(database)
    assert await refusals.all() == [method, kind]
    assert [str(one) for one in (method, kind)] == ["deleteMessage", "getUpdates: guest_message"]
    await refusals.clear()
    assert await refusals.all() == []
    await database.close()
