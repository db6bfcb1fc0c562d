import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.emulator import Person, Room, Telegram


async def test_blocked_bot_is_forbidden(bot: Bot, ana: Person) -> None:
    """Who has blocked the bot cannot be written to until it is unblocked."""
    ana.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ana.id, "答")
    ana.unblocks_bot()
    assert await bot.send_message(ana.id, "答")


async def test_kicked_bot_is_forbidden(bot: Bot, room: Room) -> None:
    """A group that has kicked the bot can be neither written to nor asked about."""
    room.kicks_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(room.id, "答")
    with pytest.raises(Forbidden, match="kicked"):
        await bot.get_chat(room.id)


async def test_absent_bot_is_forbidden(bot: Bot, telegram: Telegram) -> None:
    """A group that the bot never joined is closed to it."""
    with pytest.raises(Forbidden, match="not a member of the supergroup chat"):
        await bot.send_message(telegram.group("別處", bot="left").id, "答")


async def test_migrated_group_tells_its_new_id(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """The old id of a migrated group is refused with the new one, which works."""
    group = telegram.group("小組", members=[ana], basic=True)
    old = group.migrates()
    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(old, "答")
    assert refused.value.new_chat_id == group.id != old
    assert (await bot.send_message(group.id, "答")).chat.type == "supergroup"


async def test_muted_group_takes_no_messages(bot: Bot, room: Room) -> None:
    """Where members may not write, the bot has not enough rights until it is an administrator."""
    room.mutes_bot()
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.send_message(room.id, "答")
    room.promotes_bot()
    assert await bot.send_message(room.id, "答")


async def test_channel_wants_an_administrator(bot: Bot, telegram: Telegram) -> None:
    """Only an administrator posts in a channel."""
    with pytest.raises(BadRequest, match="administrator rights"):
        await bot.send_message(telegram.channel("頻道", bot="member").id, "答")
    post = await bot.send_message(telegram.channel("頻道", bot="administrator").id, "答")
    assert post.sender_chat == post.chat
    assert await post.edit_text("改")


async def test_public_chat_has_a_name(bot: Bot, telegram: Telegram) -> None:
    """A public group is found by its @name."""
    group = telegram.group("讀書會", username="readers")
    assert (await bot.send_message("@readers", "答")).chat.id == group.id
