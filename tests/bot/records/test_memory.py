from bot.records.groups import GroupSettings
from bot.records.memory import Memory
from bot.records.preferences import Preference
from bot.records.records import Records
from knowledge import Scope
from knowledge.runtime.priority import Priority
from knowledge.storage import Database


async def test_what_is_remembered_comes_in_one_piece(database: Database) -> None:
    """Ban, choices and the group's choices; the defaults where there are none."""
    records = Records(database, Priority())
    assert await records.memory("7", "-1") == Memory()
    await records.preferences.put("7", Preference("en", easy=True))
    chosen = GroupSettings("zh-Hant", quiet=True, scope=Scope(("a",)))
    await records.groups.put("-1", chosen)
    assert await records.memory("7", "-1") == Memory(False, Preference("en", easy=True), chosen)
    assert await records.memory("8", "-1") == Memory(group=chosen)
    await records.bans.put("7", 1.0)
    assert (await records.memory("7", "")).banned
    assert (await records.memory("7", "")).group == GroupSettings()
