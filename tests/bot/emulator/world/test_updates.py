import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.emulator import Person, Room, Telegram


def texts(updates: object) -> list[str]:
    """Return the texts of some updates as the bot reads them."""
    assert isinstance(updates, tuple)
    return [update.effective_message.text for update in updates]


async def test_update_stays_until_confirmed(bot: Bot, ana: Person) -> None:
    """The same update comes again until a later offset confirms it."""
    ana.says("一")
    first = await bot.get_updates()
    assert texts(first) == texts(await bot.get_updates()) == ["一"]
    ana.says("二")
    assert texts(await bot.get_updates(offset=first[0].update_id + 1)) == ["二"]
    assert texts(await bot.get_updates()) == ["二"]


async def test_limit_and_negative_offset(bot: Bot, ana: Person) -> None:
    """A limit cuts the batch, and a negative offset keeps only the newest."""
    for text in "一二三":
        ana.says(text)
    assert texts(await bot.get_updates(limit=2)) == ["一", "二"]
    assert texts(await bot.get_updates(offset=-1)) == ["三"]
    assert texts(await bot.get_updates()) == ["三"]


async def test_long_poll_waits_for_an_update(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """A poll with a timeout is answered as soon as someone writes."""
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.wait_for_poller()
    ana.says("在嗎")
    assert texts(await poll) == ["在嗎"]


async def test_poll_without_timeout_is_empty(bot: Bot) -> None:
    """A poll with nothing pending and no timeout returns at once."""
    assert await bot.get_updates() == ()


async def test_second_poller_ends_the_first(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """The older of two polls gets a conflict, the newer one the update."""
    older = asyncio.create_task(telegram.call(telegram.token, "getUpdates", {"timeout": 30}))
    await telegram.wait_for_poller()
    newer = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(Exception, match="409 Conflict: terminated by other getUpdates request"):
        await older
    ana.says("誰?")
    assert texts(await newer) == ["誰?"]


async def test_polling_conflicts_with_a_webhook(bot: Bot, telegram: Telegram) -> None:
    """A webhook ends the poll under way and refuses later ones."""
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.wait_for_poller()
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await older
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_allowed_updates_stick(bot: Bot, ana: Person) -> None:
    """Kinds once allowed hold for later calls that name none, and for what comes afterwards."""
    said = ana.says("一")
    await bot.get_updates(allowed_updates=["edited_message"])
    assert not ana.says("二").seen
    await bot.get_updates()
    assert not ana.says("三").seen
    assert ana.edits(said, "四").seen
    await bot.get_updates(allowed_updates=[])
    assert ana.says("五").seen
    assert texts(await bot.get_updates()) == ["一", "四", "五"]


async def test_members_are_told_on_request_only(bot: Bot, telegram: Telegram, room: Room) -> None:
    """Changes of members arrive only when `chat_member` is allowed."""
    assert not room.promotes(telegram.person("Ben")).seen
    await bot.get_updates(allowed_updates=["chat_member"])
    assert room.promotes(telegram.person("Cho")).seen


async def test_update_can_come_twice(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """A redelivered update has the same id and the same words."""
    telegram.redeliver(ana.says("一"))
    first, second = await bot.get_updates()
    assert first == second
    assert texts((first, second)) == ["一", "一"]


def test_hidden_update_cannot_come_again(telegram: Telegram, ana: Person, room: Room) -> None:
    """What privacy mode hid cannot be redelivered."""
    with pytest.raises(LookupError, match="never got"):
        telegram.redeliver(ana.says("嗯", chat=room))


def test_take_empties_the_queue(telegram: Telegram, ana: Person) -> None:
    """A terminal takes updates without polling."""
    ana.says("一")
    assert [update["message"]["text"] for update in telegram.take()] == ["一"]
    assert telegram.take() == []
