import pytest
from telegram import Bot, ChatMember, ChatMemberAdministrator
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden

from bot.emulator import Person, Room, Telegram


async def test_chat_tells_its_kind_and_link(bot: Bot, telegram: Telegram, room: Room) -> None:
    """A chat tells its title and the channel it is linked to."""
    channel = telegram.channel("頻道", linked=room)
    chat = await bot.get_chat(room.id)
    assert (chat.type, chat.title, chat.linked_chat_id) == ("supergroup", "讀書會", channel.id)


async def test_members_have_roles(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """Creator, administrators, members and strangers are told apart, and counted."""
    ben, cho = telegram.person("Ben"), telegram.person("Cho")
    room = telegram.group("讀書會", owner=ana, admins=[ben], members=[cho])
    room.promotes(ben, anonymous=True)
    dan = telegram.person("Dan")
    roles = [(await bot.get_chat_member(room.id, who.id)).status for who in (ana, ben, cho, dan)]
    assert roles == ["creator", "administrator", "member", "left"]
    leaders = await bot.get_chat_administrators(room.id)
    assert [leader.user.id for leader in leaders] == [ben.id, ana.id]
    assert isinstance(leaders[0], ChatMemberAdministrator)
    assert leaders[0].is_anonymous
    assert await bot.get_chat_member_count(room.id) == 4
    room.loses(cho)
    assert await bot.get_chat_member_count(room.id) == 3


async def test_unknown_member_is_refused(bot: Bot, ana: Person, room: Room) -> None:
    """A user nobody knows has no role, and a private chat no administrators."""
    with pytest.raises(BadRequest, match="Invalid user_id"):
        await bot.get_chat_member(room.id, 5)
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(ana.id)


async def test_bot_can_leave(bot: Bot, ana: Person, room: Room) -> None:
    """After leaving a group the bot hears nothing there and cannot write."""
    assert await bot.leave_chat(room.id)
    assert not ana.says("/ask", chat=room).seen
    with pytest.raises(Forbidden, match="not a member"):
        await bot.send_message(room.id, "答")
    with pytest.raises(BadRequest):
        await bot.leave_chat(ana.id)


async def test_action_is_one_of_telegrams(bot: Bot, ana: Person) -> None:
    """Typing is shown; an unknown action is refused."""
    assert await bot.send_chat_action(ana.id, ChatAction.TYPING)
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await bot.send_chat_action(ana.id, "thinking")


async def test_reaction_is_one_of_telegrams(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """One emoji that Telegram offers is set and taken back; others are refused."""
    said = ana.says("謝謝")
    number = (said.message or {})["message_id"]
    assert await bot.set_message_reaction(ana.id, number, "👍")
    assert telegram.reactions(said) == ["👍"]
    assert await bot.set_message_reaction(ana.id, number)
    assert telegram.reactions(said) == []
    for refused in ("✅", ["👍", "👎"]):
        with pytest.raises(BadRequest, match="Reaction"):
            await bot.set_message_reaction(ana.id, number, refused)
    with pytest.raises(BadRequest, match="Message to react not found"):
        await bot.set_message_reaction(ana.id, 99, "👍")


async def test_bot_knows_its_own_role(bot: Bot, telegram: Telegram, room: Room) -> None:
    """The bot can ask for its own role."""
    assert (await bot.get_chat_member(room.id, telegram.bot.id)).status == ChatMember.MEMBER
    room.promotes_bot()
    assert (await bot.get_chat_member(room.id, telegram.bot.id)).status == ChatMember.ADMINISTRATOR


async def test_goodbye_is_accepted(bot: Bot) -> None:
    """Logging out and closing are accepted."""
    assert await bot.log_out()
    assert await bot.close()
