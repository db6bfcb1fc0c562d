from bot.records.preferences import Preference, PreferenceStore
from knowledge.storage import Database


async def test_who_never_chose_has_the_defaults(database: Database) -> None:
    """Nothing is stored of somebody who chose nothing, or went back to that."""
    store = PreferenceStore(database)
    assert await store.of("1") == Preference()
    await store.put("1", Preference("en"))
    await store.put("1", Preference())
    assert await database.rows("SELECT * FROM preferences") == []


async def test_a_choice_is_ones_own_and_may_be_changed(database: Database) -> None:
    """The last choice counts, for that person alone."""
    store = PreferenceStore(database)
    await store.put("1", Preference("zh-Hans"))
    await store.put("1", Preference("en", easy=True))
    assert await store.of("1") == Preference("en", easy=True)
    assert await store.of("2") == Preference()
