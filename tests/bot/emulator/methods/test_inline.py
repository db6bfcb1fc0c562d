import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest

from bot.emulator import ManualClock, Person, Room, Telegram


def article(number: int | str, text: str = "段落", **more: object) -> InlineQueryResultArticle:
    """Return a result that sends a text."""
    content = InputTextMessageContent(text)
    return InlineQueryResultArticle(str(number), "標題", content, api_kwargs=more)


async def test_result_is_chosen_and_edited(
    bot: Bot, telegram: Telegram, ana: Person, room: Room
) -> None:
    """A chosen result stands in the chat via the bot, which is told and can edit it."""
    asked = ana.asks_inline("數位")
    update = Update.de_json(asked.update or {})
    assert update.inline_query is not None
    assert update.inline_query.query == "數位"
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("更多", callback_data="v1:8")]])
    await bot.answer_inline_query(
        asked.query_id, [article(1), article(2, "答", reply_markup=markup.to_dict())]
    )
    chosen = Update.de_json(ana.chooses(asked, "2", chat=room).update or {}).chosen_inline_result
    assert chosen is not None
    assert (chosen.result_id, chosen.query) == ("2", "數位")
    assert chosen.inline_message_id is not None
    last = telegram.messages(room)[-1]
    assert (last["text"], last["via_bot"]["username"]) == ("答", "articles_bot")
    pressed = ana.presses_inline(chosen.inline_message_id, "更多")
    query = Update.de_json(pressed.update or {}).callback_query
    assert query is not None
    assert (query.message, query.inline_message_id) == (None, chosen.inline_message_id)
    assert await bot.edit_message_text("改", inline_message_id=chosen.inline_message_id)


async def test_inline_query_expires(bot: Bot, ana: Person, clock: ManualClock) -> None:
    """An inline query can be answered for ten seconds, once."""
    in_time, late = ana.asks_inline("一"), ana.asks_inline("二")
    clock.advance(10)
    assert await bot.answer_inline_query(in_time.query_id, [])
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query(in_time.query_id, [])
    clock.advance(0.1)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query(late.query_id, [])


@pytest.mark.parametrize(
    ("results", "problem"),
    [
        ([article(number) for number in range(51)], "results_too_much"),
        ([article("據" * 22)], "result_id_invalid"),
        ([article(1), article(1)], "result_id_duplicate"),
        ([article(1, "據" * 4097)], "message is too long"),
        ([article(1, " ")], "non-empty"),
        ([InlineQueryResultArticle("1", "", InputTextMessageContent("a"))], "result_title_empty"),
        (
            [InlineQueryResultArticle("1", "t", InputTextMessageContent("a", "HTML"))],
            "not emulated",
        ),
    ],
)
async def test_bad_results_are_refused(
    bot: Bot, ana: Person, results: list[InlineQueryResultArticle], problem: str
) -> None:
    """Number, ids and texts of the results have limits; the query can still be answered."""
    asked = ana.asks_inline("數位")
    with pytest.raises(BadRequest, match=f"(?i){problem}"):
        await bot.answer_inline_query(asked.query_id, results)
    assert await bot.answer_inline_query(asked.query_id, [article(1)])


async def test_guest_answers_once(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """Where the bot is no member, a mention asks it as a guest, and it answers once."""
    elsewhere = telegram.group("別處", members=[ana], bot="left")
    asked = ana.summons("@articles_bot 數位", chat=elsewhere)
    update = Update.de_json(asked.update or {})
    assert update.guest_message is not None
    assert update.guest_message.guest_query_id == asked.query_id
    sent = await bot.answer_guest_query(asked.query_id, article(1, "答"))
    assert sent.inline_message_id
    assert [one["text"] for one in telegram.replies(elsewhere)] == ["答"]
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_guest_query(asked.query_id, article(1, "答"))


async def test_only_offered_results_can_be_chosen(bot: Bot, ana: Person) -> None:
    """A choice that was not offered names those that were."""
    asked = ana.asks_inline("數位")
    with pytest.raises(LookupError, match=r"there are \[\]"):
        ana.chooses(asked, "1")
    await bot.answer_inline_query(asked.query_id, [article(7)])
    with pytest.raises(LookupError, match="'7'"):
        ana.chooses(asked, "1")
