from dataclasses import replace

from bot.records.groups import GroupSettings
from bot.records.memory import Memory
from bot.records.preferences import Preference
from bot.records.records import Records
from bot.records.turns import Place, Turn
from knowledge import Scope
from knowledge.runtime.priority import Priority
from knowledge.storage import Database

PLACE = Place("-1", "5", "7", "40")


async def test_what_is_remembered_comes_in_one_piece(database: Database) -> None:
    """Ban, choices and the group's choices; the defaults where there are none."""
    records = Records(database, Priority())
    assert await records.memory("7", "-1", PLACE) == Memory()
    await records.preferences.put("7", Preference("en", easy=True))
    chosen = GroupSettings("zh-Hant", quiet=True, scope=Scope(("a",)))
    await records.groups.put("-1", chosen)
    assert await records.memory("7", "-1", PLACE) == Memory(
        False, Preference("en", easy=True), chosen
    )
    assert await records.memory("8", "-1", PLACE) == Memory(group=chosen)
    await records.bans.put("7", 1.0)
    assert (await records.memory("7", "", PLACE)).banned
    assert (await records.memory("7", "", PLACE)).group == GroupSettings()


async def test_the_turn_before_is_remembered(database: Database) -> None:
    """That of the same person in the same topic, and whether this message was answered."""
    records = Records(database, Priority())
    first = Turn(replace(PLACE, message="30"), 1.0, "q1", (), "answered", ("k",))
    for turn in (
        first,
        replace(first, place=replace(PLACE, message="31", thread="6"), at=2.0),
        replace(first, place=replace(PLACE, message="32", person="8"), at=2.0),
    ):
        await records.turns.put(turn)
    memory = await records.memory("7", "-1", PLACE)
    assert memory.latest
    assert (memory.latest.question, memory.latest.passages) == ("q1", ("k",))
    assert not memory.answered
    number = await records.turns.put(replace(first, place=PLACE, at=3.0))
    await records.turns.replied(number, "41")
    memory = await records.memory("7", "-1", PLACE)
    assert memory.answered
    assert memory.latest
    assert memory.latest.place.message == "30"
