import pytest
from telegram import Bot, Message, Update

from bot.emulator import Delivery, Person, Room, Telegram


def parsed(delivery: Delivery) -> Message:
    """Return the message of a delivered update as the bot reads it."""
    message = Update.de_json(delivery.update or {}).effective_message
    assert isinstance(message, Message)
    return message


async def test_bot_is_told_that_it_was_added(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """Adding the bot tells it of its role, and of itself as a new member."""
    room = telegram.group("讀書會", owner=ana, bot="left")
    room.adds_bot(by=ana)
    role, service = await bot.get_updates()
    assert role.my_chat_member is not None
    assert role.my_chat_member.old_chat_member.status == "left"
    assert role.my_chat_member.from_user.id == ana.id
    assert service.message is not None
    assert [user.id for user in service.message.new_chat_members] == [telegram.bot.id]


def test_coming_and_going_is_told(telegram: Telegram, room: Room) -> None:
    """Who joins and who leaves is told by service messages that privacy mode shows."""
    ben = telegram.person("Ben")
    assert parsed(room.welcomes(ben)).new_chat_members[0].first_name == "Ben"
    left = parsed(room.loses(ben)).left_chat_member
    assert left is not None
    assert left.id == ben.id


async def test_migration_is_told_on_both_sides(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """The old group names the new one and the new the old; members stay."""
    group = telegram.group("小組", members=[ana], basic=True)
    old = group.migrates()
    leaving, arriving = [update.message for update in await bot.get_updates()]
    assert leaving is not None
    assert (leaving.chat.id, leaving.migrate_to_chat_id) == (old, group.id)
    assert arriving is not None
    assert (arriving.chat.id, arriving.migrate_from_chat_id) == (group.id, old)
    assert ana.says("/ask", chat=group).seen
    with pytest.raises(ValueError, match="supergroup already"):
        group.migrates()


def test_topic_is_opened(room: Room, telegram: Telegram) -> None:
    """A new topic is told and can be named; a basic group has none."""
    opened = parsed(room.opens_topic("問答"))
    assert opened.forum_topic_created is not None
    assert opened.message_thread_id == room.topics["問答"] == opened.message_id
    with pytest.raises(ValueError, match="no topics"):
        telegram.group("小組", basic=True).opens_topic("問答")


def test_linked_channel_forwards_its_posts(telegram: Telegram) -> None:
    """A post comes into the linked group from 777000, marked as an automatic forward."""
    group = telegram.group("讀書會", bot="administrator")
    channel = telegram.channel("頻道", linked=group)
    forward = parsed(channel.posts("新文章"))
    assert forward.from_user is not None
    assert (forward.from_user.id, forward.is_automatic_forward) == (777000, True)
    assert forward.sender_chat is not None
    assert forward.sender_chat.id == channel.id
    assert forward.chat.id == group.id
    assert forward.forward_origin is not None


def test_channel_post_is_shown_to_its_administrator(telegram: Telegram) -> None:
    """A bot that is in a channel gets its posts, and another does not."""
    post = telegram.channel("頻道", bot="administrator").posts("新文章")
    assert "channel_post" in (post.update or {})
    assert not telegram.channel("別的").posts("新文章").seen
