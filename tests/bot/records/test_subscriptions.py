import dataclasses

from bot.records.outbox import Letter, Outbox
from bot.records.subscriptions import WEEK_SECONDS, Subscription, SubscriptionStore
from knowledge.storage import Database

DAY = 86_400.0
NEW = Subscription(10.0, "1", "7", "2", "en", "new", "", 3, 0.0)
KEYWORD = dataclasses.replace(NEW, kind="keyword", keyword="隨申碼")


async def test_a_subscription_comes_back_as_it_was_put(database: Database) -> None:
    """For its chat and topic, and no other."""
    store = SubscriptionStore(database)
    number = await store.put(NEW)
    assert await store.of_chat("1", "7") == [dataclasses.replace(NEW, subscription=number)]
    assert await store.of_chat("1", "") == []
    assert await store.count() == 1


async def test_the_same_again_is_the_same(database: Database) -> None:
    """Nobody is told twice for having asked twice; the version told stays."""
    store = SubscriptionStore(database)
    number = await store.put(NEW)
    again = dataclasses.replace(NEW, version=9, language="zh-Hant")
    assert await store.put(again) == number
    assert [one.version for one in await store.of_chat("1", "7")] == [3]
    assert await store.put(KEYWORD) != number


async def test_only_what_has_not_been_told_is_due(database: Database) -> None:
    """A version once told, and a weekly one not before its time."""
    store = SubscriptionStore(database)
    number = await store.put(dataclasses.replace(NEW, kind="weekly", due=50.0))
    assert await store.due(4, 49.0) == []
    assert await store.due(3, 50.0) == []
    (one,) = await store.due(4, 50.0)
    await store.told(one.subscription, 4, 60.0, [Letter("news:1:4", 50.0, "1", "body")])
    assert await store.due(4, 70.0) == []
    assert await store.due(5, 60.0)
    assert await Outbox(database).waiting() == 1
    assert one.subscription == number


async def test_a_clock_that_was_set_back_delays_no_news(database: Database) -> None:
    """What was told a moment ago is told of the next version; a week is the longest wait."""
    store = SubscriptionStore(database)
    number = await store.put(dataclasses.replace(NEW, due=DAY))
    weekly = await store.put(dataclasses.replace(NEW, kind="weekly", due=DAY + WEEK_SECONDS + 1))
    assert [one.subscription for one in await store.due(4, 1.0)] == [number, weekly]
    assert [one.subscription for one in await store.due(4, DAY + 1)] == [number]


async def test_what_was_stopped_is_not_told(database: Database) -> None:
    """Not even what was being written in that very moment."""
    store = SubscriptionStore(database)
    number = await store.put(NEW)
    assert not await store.stop(number, "2")
    assert await store.stop(number, "1")
    await store.told(number, 4, 0.0, [Letter("news:1:4", 50.0, "1", "body")])
    assert await Outbox(database).waiting() == 0


async def test_a_chat_that_cannot_be_written_to_is_dropped(database: Database) -> None:
    """All that it had subscribed to goes."""
    store = SubscriptionStore(database)
    await store.put(NEW)
    await store.put(KEYWORD)
    await store.drop("1")
    assert await store.count() == 0


async def test_subscriptions_move_with_their_chat(database: Database) -> None:
    """The supergroup is told what the group had asked for."""
    store = SubscriptionStore(database)
    await store.put(NEW)
    await store.move("1", "-1001")
    assert [one.chat for one in await store.due(9, 9.0)] == ["-1001"]
