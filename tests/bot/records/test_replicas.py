from bot.records.replicas import ReplicaStore, Seen
from knowledge.storage import Database

ENDED = -1.0


async def test_replicas_see_each_other(database: Database) -> None:
    """Who serves, and which of them leads; one that leaves is gone at once."""
    store = ReplicaStore(database, 15.0)
    one, other = await store.join("7"), await store.join("7")
    assert await store.seen() == Seen(tuple(sorted((one, other))), "")
    assert await store.lead(one)
    assert not await store.lead(other)
    assert await store.renew(one)
    await store.leave(one)
    assert await store.seen() == Seen((other,), "")
    assert not await store.renew(one)
    assert await store.lead(other)


async def test_one_that_is_silent_for_too_long_is_none(database: Database) -> None:
    """It cannot come back under its name."""
    gone = await ReplicaStore(database, ENDED).join("7")
    store = ReplicaStore(database, 15.0)
    assert await store.seen() == Seen((), "")
    assert not await store.renew(gone)
    assert await store.join("7") != gone
