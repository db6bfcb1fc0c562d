import pytest
from telegram import Bot, Update

from bot.emulator import Person, Room, Telegram


async def test_delivery_does_not_change(bot: Bot, ana: Person) -> None:
    """What was delivered stays as it was when the message is edited later."""
    said = ana.says("一")
    ana.edits(said, "二")
    assert (said.message or {})["text"] == (said.update or {})["message"]["text"] == "一"
    assert [update.effective_message.text for update in await bot.get_updates()] == ["一", "二"]  # type: ignore[union-attr]  # both are of messages


def test_only_queries_have_a_query_id(ana: Person, room: Room) -> None:
    """A hidden message has no query to answer."""
    with pytest.raises(LookupError, match="no query"):
        _ = ana.says("嗯", chat=room).query_id


@pytest.mark.parametrize("action", ["blocks_bot", "unblocks_bot"])
def test_block_is_told(ana: Person, action: str) -> None:
    """The bot is told when it is blocked and unblocked."""
    change = Update.de_json(getattr(ana, action)().update).my_chat_member
    assert change is not None
    expected = "kicked" if action == "blocks_bot" else "member"
    assert change.new_chat_member.status == expected


def test_every_role_can_be_read(telegram: Telegram, room: Room) -> None:
    """Each change of the bot's role is read by python-telegram-bot."""
    changes = [room.promotes_bot(), room.kicks_bot()]
    roles = [Update.de_json(change.update or {}).my_chat_member for change in changes]
    assert [role.new_chat_member.status for role in roles if role] == ["administrator", "kicked"]
    assert telegram.messages(room) == []
