import pytest
from telegram import Bot, ReplyParameters
from telegram.error import BadRequest

from bot.emulator import Person, Room, Telegram


async def test_refused_message_leaves_nothing(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """A call that is refused for its last fault has changed nothing."""
    quoting = ReplyParameters((ana.says("有據").message or {})["message_id"], quote="無據")
    with pytest.raises(BadRequest):
        await bot.send_message(ana.id, "答", reply_parameters=quoting)
    assert telegram.replies(ana) == []


async def test_what_is_not_emulated_says_so(bot: Bot, ana: Person, room: Room) -> None:
    """Replies across chats and quotes with a parse mode are refused in plain words."""
    said = (ana.says("有據").message or {})["message_id"]
    for unusual in (
        ReplyParameters(said, chat_id=ana.id),
        ReplyParameters(said, quote="有", quote_parse_mode="HTML"),
    ):
        with pytest.raises(BadRequest, match=r"not emulated|replied not found"):
            await bot.send_message(room.id, "答", reply_parameters=unusual)
