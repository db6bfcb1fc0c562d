from bot.records.uses import Use, UseStore
from knowledge.storage import Database


async def test_each_use_is_told_once_and_not_to_oneself(database: Database) -> None:
    """Behind a number there is what was told since."""
    store = UseStore(database)
    await store.put("one", [Use("question", "5", "-7", 0.25), Use("message", "", "-7")])
    last, told = await store.of_others("other", 0)
    assert [(use.kind, use.person, use.chat, use.cost) for use in told] == [
        ("question", "5", "-7", 0.25),
        ("message", "", "-7", 1.0),
    ]
    assert all(0.0 <= use.ago < 100.0 for use in told)
    assert await store.of_others("other", last) == (last, [])
    assert (await store.of_others("one", 0))[1] == []


async def test_old_ones_are_forgotten(database: Database) -> None:
    """And are told to nobody who comes later."""
    store = UseStore(database)
    old, new = Use("question", "5", "", ago=1000.0), Use("question", "6", "", ago=1.0)
    await store.put("one", [old, new])
    assert [use.person for use in (await store.of_others("other", 0))[1]] == ["6"]
    await store.forget()
    assert await database.rows("SELECT person FROM uses") == [("6",)]
