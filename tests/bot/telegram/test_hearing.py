from telegram import Update, User

from bot.emulator import Person, Room, Telegram
from bot.telegram.hearing import heard, question


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


def test_a_caption_counts_as_text(telegram: Telegram, ana: Person, room: Room) -> None:
    """Words below a picture, and the mention among them."""
    said = ana.sends_photo(b"jpeg", caption="😀 @youju_bot 隨申碼", chat=room)
    message = Update.de_json(said.update or {}).message
    assert message
    listened = heard(message, me(telegram))
    ((start, end),) = listened.mentions
    assert listened.text[start:end] == "@youju_bot"


def test_a_text_that_is_passed_on_keeps_its_lines(telegram: Telegram, ana: Person) -> None:
    """It is known as somebody else's, with the addresses in it."""
    text = "隨申碼\n新規 https://example.org/a"
    message = Update.de_json(ana.forwards(text).update or {}).message
    assert message
    asked = question("隨申碼 新規 https://example.org/a", message, me(telegram))
    assert (asked.whole, asked.passed_on) == (text, True)
    assert asked.links == ("https://example.org/a",)
    own = Update.de_json(ana.says(text).update or {}).message
    assert own
    assert not question(text, own, me(telegram)).passed_on


def test_what_is_replied_to_may_be_meant(
    telegram: Telegram, ana: Person, boss: Person, room: Room
) -> None:
    """Then it matters whether that was passed on, and an address behind its words counts."""
    link = {"type": "text_link", "offset": 0, "length": 2, "url": "https://example.org/b"}
    first = boss.says("這篇 隨申碼", chat=room, entities=[link])
    said = ana.says("@youju_bot", chat=room, reply_to=first)
    message = Update.de_json(said.update or {}).message
    assert message
    asked = question("這篇 隨申碼", message, me(telegram))
    assert (asked.whole, asked.links) == ("這篇 隨申碼", ("https://example.org/b",))
    assert not asked.passed_on
