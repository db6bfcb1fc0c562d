from bot.emulator import Telegram
from bot.terminal.cast import Cast, Role


def test_the_places_differ_for_the_bot() -> None:
    """The bot is in the one group and not in the other; the admin leads the one that it is in."""
    telegram = Telegram()
    cast = Cast(telegram)
    assert cast.group.chat.holds(telegram.bot.id)
    assert not cast.elsewhere.chat.holds(telegram.bot.id)
    assert cast.group.chat.is_led_by(cast.admin.id)
    assert not cast.group.chat.is_led_by(cast.reader.id)


def test_a_role_writes_in_one_chat() -> None:
    """Alone with the bot, or in the group."""
    cast = Cast(Telegram())
    assert Role(cast.reader).chat_id == cast.reader.id
    assert Role(cast.reader, cast.group).chat_id == cast.group.id
