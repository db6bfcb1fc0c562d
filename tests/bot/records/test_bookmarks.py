from bot.records.bookmarks import Bookmark, BookmarkStore
from knowledge.storage import Database


async def test_a_bookmark_moves_with_its_reader(database: Database) -> None:
    """A person has one bookmark an article, where they were last."""
    store = BookmarkStore(database)
    assert await store.get("1", "a") is None
    await store.put(Bookmark("1", "a", 10, 1.0))
    await store.put(Bookmark("1", "a", 90, 2.0))
    await store.put(Bookmark("2", "a", 50, 3.0))
    assert await store.get("1", "a") == Bookmark("1", "a", 90, 2.0)


async def test_the_latest_is_what_was_read_last(database: Database) -> None:
    """Who goes on reading goes on with the last article, not with the last begun."""
    store = BookmarkStore(database)
    assert await store.latest("1") is None
    for bookmark in (Bookmark("1", "b", 1, 1.0), Bookmark("1", "a", 1, 2.0)):
        await store.put(bookmark)
    await store.put(Bookmark("1", "b", 5, 3.0))
    assert await store.latest("1") == Bookmark("1", "b", 5, 3.0)


async def test_the_latest_is_so_by_a_clock_that_was_set_back(database: Database) -> None:
    """What was read before, by a later clock, is read before."""
    store = BookmarkStore(database)
    for article, at in (("a", 90_000.0), ("b", 10.0)):
        await store.put(Bookmark("1", article, 1, at))
    assert await store.latest("1") == Bookmark("1", "b", 1, 10.0)
    assert await store.get("1", "a") == Bookmark("1", "a", 1, 9.0)


async def test_old_bookmarks_are_forgotten(database: Database) -> None:
    """What was not read for long is not kept."""
    store = BookmarkStore(database)
    await store.put(Bookmark("1", "a", 1, 1.0))
    await store.put(Bookmark("1", "b", 1, 2.0))
    await store.forget(2.0)
    assert await store.get("1", "a") is None
    assert await store.get("1", "b") is not None
