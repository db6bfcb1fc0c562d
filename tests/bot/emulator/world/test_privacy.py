import pytest
from telegram import Bot

from bot.emulator import Person, Room, Telegram


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("/ask 數位轉型", True),
        ("/ask@articles_bot 數位轉型", True),
        ("/ask@Articles_Bot 數位轉型", True),
        ("/ask@other_bot 數位轉型", False),
        ("@articles_bot 數位轉型", False),
        ("數位轉型", False),
        ("請問 /ask", False),
    ],
)
def test_privacy_mode_shows_commands(ana: Person, room: Room, text: str, seen: bool) -> None:
    """A group's bot hears commands for it or for nobody, and not a bare mention."""
    assert ana.says(text, chat=room).seen is seen


async def test_privacy_mode_shows_replies(bot: Bot, ana: Person, room: Room) -> None:
    """A group's bot hears replies to its own messages, and not to others'."""
    answer = await bot.send_message(room.id, "答")
    assert ana.says("為什麼?", chat=room, reply_to=answer.to_dict()).seen
    assert not ana.says("同意", chat=room, reply_to=ana.says("嗯", chat=room)).seen


def test_privacy_mode_shows_messages_via_the_bot(ana: Person, room: Room) -> None:
    """A message sent via the bot comes back to it."""
    sent = ana.says("答", chat=room, via_bot=True)
    assert (sent.update or {})["message"]["via_bot"]["username"] == "articles_bot"


def test_edits_are_filtered_too(ana: Person, room: Room) -> None:
    """An edit is shown when the edited text would be."""
    said = ana.says("數位", chat=room)
    assert not ana.edits(said, "轉型").seen
    assert "edited_message" in (ana.edits(said, "/ask 轉型").update or {})


def test_administrators_and_open_bots_hear_everything(telegram: Telegram, ana: Person) -> None:
    """Without privacy mode, or as an administrator, the bot hears a plain word."""
    led = telegram.group("讀書會", members=[ana], bot="administrator")
    assert ana.says("嗯", chat=led).seen
    other = Telegram(can_read_all_group_messages=True)
    ben = other.person("Ben")
    assert ben.says("嗯", chat=other.group("讀書會", members=[ben])).seen


def test_absent_bot_hears_nothing(telegram: Telegram, ana: Person) -> None:
    """A group without the bot gives it nothing, not even a command."""
    assert not ana.says("/ask", chat=telegram.group("別處", members=[ana], bot="left")).seen


def test_file_is_filtered_by_its_caption(ana: Person, room: Room) -> None:
    """A file is heard in a group when its caption is a command."""
    assert not ana.sends_document("a.md", b"a", chat=room).seen
    assert ana.sends_document("a.md", b"a", chat=room, caption="/add").seen
