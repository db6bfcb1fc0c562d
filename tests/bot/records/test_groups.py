from bot.records.groups import GroupSettings, GroupStore
from knowledge.model.scope import Scope
from knowledge.storage import Database

CHOSEN = GroupSettings("en", quiet=True, closed=True, scope=Scope(("a",), ("news",)))


async def test_a_group_has_the_defaults_until_something_is_chosen(database: Database) -> None:
    """Everyone may ask everything; what was chosen comes back whole."""
    store = GroupStore(database)
    assert await store.of("-1") == GroupSettings()
    await store.put("-1", GroupSettings())
    await store.put("-1", CHOSEN)
    assert await store.of("-1") == CHOSEN
    assert await store.of("-2") == GroupSettings()


async def test_settings_move_with_their_group(database: Database) -> None:
    """A group that becomes a supergroup keeps what its administrators chose."""
    store = GroupStore(database)
    await store.put("-1", CHOSEN)
    await store.put("-100", GroupSettings())
    await store.move("-1", "-100")
    assert await store.of("-100") == CHOSEN
    assert await store.of("-1") == GroupSettings()
