from telegram import Update, User

from bot.emulator import Person, Room, Telegram
from bot.telegram.hearing import heard


def me(telegram: Telegram) -> User:
    """Return the bot's own account."""
    user = User.de_json(telegram.bot.as_json())
    assert user
    return user


def test_mentions_are_counted_in_code_points(telegram: Telegram, ana: Person, room: Room) -> None:
    """A mention behind an emoji, which Telegram counts twice, is found where it stands."""
    said = ana.says("😀😀 @youju_bot 隨申碼", chat=room)
    message = Update.de_json(said.update or {}).message
    assert message
    ((start, end),) = heard(message, me(telegram)).mentions
    assert heard(message, me(telegram)).text[start:end] == "@youju_bot"


def test_mention_in_other_letters(telegram: Telegram, ana: Person, room: Room) -> None:
    """User names do not tell capitals from small letters."""
    said = ana.says("@Youju_Bot 隨申碼", chat=room)
    message = Update.de_json(said.update or {}).message
    assert message
    assert len(heard(message, me(telegram)).mentions) == 1


def test_reply_to_another_bot_is_none_to_us(
    telegram: Telegram, ana: Person, boss: Person, room: Room
) -> None:
    """A reply counts only if the message replied to is the bot's own; its text is known anyway."""
    first = boss.says("隨申碼？", chat=room)
    said = ana.says("是什麼", chat=room, reply_to=first)
    message = Update.de_json(said.update or {}).message
    assert message
    listened = heard(message, me(telegram))
    assert not listened.replies_to_bot
    assert listened.replied_text == "隨申碼？"
