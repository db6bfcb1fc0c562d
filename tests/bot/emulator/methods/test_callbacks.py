import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.emulator import Delivery, ManualClock, Person, Telegram

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("原文", callback_data="v1:7")]])


async def press(bot: Bot, ana: Person) -> Delivery:
    """Send a message with a button and let Ana press it."""
    sent = await bot.send_message(ana.id, "答", reply_markup=KEYBOARD)
    return ana.presses(sent.to_dict(), "原文")


async def test_press_is_answered_once(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """A press is answered with a notification, and a second answer comes too late."""
    pressed = await press(bot, ana)
    assert telegram.answer_to(pressed) is None
    assert await bot.answer_callback_query(pressed.query_id, "看這裡", show_alert=True)
    answer = telegram.answer_to(pressed)
    assert answer is not None
    assert (answer["text"], answer["show_alert"]) == ("看這裡", True)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(pressed.query_id)


async def test_press_expires(bot: Bot, ana: Person, clock: ManualClock) -> None:
    """A press can be answered for fifteen seconds."""
    in_time, late = await press(bot, ana), await press(bot, ana)
    clock.advance(15)
    assert await bot.answer_callback_query(in_time.query_id)
    clock.advance(0.1)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late.query_id)


async def test_unknown_press_is_too_old(bot: Bot, ana: Person) -> None:
    """An id that is no press, or an inline query's, is refused like an old one."""
    for query_id in ("nonsense", ana.asks_inline("數位").query_id):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(query_id)


async def test_notification_is_short(bot: Bot, ana: Person) -> None:
    """A notification has at most 200 characters."""
    pressed = await press(bot, ana)
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(pressed.query_id, "據" * 201)
    assert await bot.answer_callback_query(pressed.query_id, "據" * 200)


async def test_press_carries_the_message(bot: Bot, ana: Person) -> None:
    """The bot reads who pressed what under which message."""
    pressed = await press(bot, ana)
    query = Update.de_json(pressed.update or {}).callback_query
    assert isinstance(query, CallbackQuery)
    assert (query.from_user.id, query.data) == (ana.id, "v1:7")
    assert query.message is not None
    assert query.message.is_accessible
