from telegram import InputTextMessageContent, MessageEntity

from bot.cards.inline import Result
from bot.cards.reply import Button, Composition
from bot.emulator import Person, Telegram
from bot.telegram.sending import entities, inline_result, keyboard, stands, take_back
from tests.bot.conftest import Talk


def test_entities_count_utf16_units() -> None:
    """Marks become entities whose offsets count UTF-16 units, as Telegram does."""
    reply = (
        Composition()
        .add("😀據")
        .add("bold", "bold")
        .add("x", "text_link", url="https://x.org")
        .reply()
    )
    found = [(e.type, e.offset, e.length, e.url) for e in entities(reply)]
    assert found == [
        (MessageEntity.BOLD, 3, 4, None),
        (MessageEntity.TEXT_LINK, 7, 1, "https://x.org"),
    ]


def test_keyboard() -> None:
    """Buttons call back or open a page; a message without any has no keyboard."""
    assert keyboard(Composition().add("x").reply()) is None
    row = (Button("Context", "1:context:7:0"), Button("Source", url="https://x.org"))
    made = keyboard(Composition().add("x").reply(row))
    assert made
    assert [(b.text, b.callback_data, b.url) for b in made.inline_keyboard[0]] == [
        ("Context", "1:context:7:0", None),
        ("Source", None, "https://x.org"),
    ]


async def test_whether_a_message_stands(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """A message that is gone is told by what Telegram refuses, in either of its words."""
    bot, answer = talk.application.bot, await talk.answer(ana.says("隨申碼"))
    assert await stands(bot, ana.id, answer["message_id"])
    assert not await stands(bot, ana.id, 99_999)
    telegram.fail("setMessageReaction", 400, "Bad Request: MESSAGE_ID_INVALID")
    assert not await stands(bot, ana.id, answer["message_id"])
    telegram.fail("setMessageReaction", 400, "Bad Request: REACTION_EMPTY")
    assert await stands(bot, ana.id, answer["message_id"])


async def test_taking_back(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """What cannot be deleted is emptied; what is gone already is fine."""
    bot, answer = talk.application.bot, await talk.answer(ana.says("隨申碼"))
    telegram.fail("deleteMessage", 400, "Bad Request: message can't be deleted")
    await take_back(bot, ana.id, answer["message_id"], "gone")
    assert talk.shown(answer)["text"] == "gone"
    await take_back(bot, ana.id, 99_999, "gone")


def test_a_result_is_posted_with_its_marks() -> None:
    """What is chosen inline is posted with its entities and buttons, without a preview."""
    reply = Composition().add("x", "bold").reply((Button("Open", url="https://x.org"),))
    made = inline_result(Result("7-k", "T", "", reply))
    assert (made.id, made.title, made.description) == ("7-k", "T", None)
    assert isinstance(made.input_message_content, InputTextMessageContent)
    assert made.input_message_content.entities
    assert made.input_message_content.entities[0].type == MessageEntity.BOLD
    assert made.reply_markup


def test_shared_queries_reach_any_chat() -> None:
    """A button that shares lets the reader choose a person, a group or a channel."""
    made = keyboard(Composition().add("x").reply((Button("Share", shared="p0"),)))
    assert made
    chosen = made.inline_keyboard[0][0].switch_inline_query_chosen_chat
    assert chosen
    assert chosen.query == "p0"
    assert chosen.allow_user_chats
    assert chosen.allow_group_chats
    assert chosen.allow_channel_chats
