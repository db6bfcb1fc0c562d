import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from bot.emulator import Person, Room, Telegram


def keyboard(data: str = "v1:7") -> InlineKeyboardMarkup:
    """Return a keyboard of one button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton("原文", callback_data=data)]])


async def test_message_is_as_it_was_sent(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """Text, entities, keyboard and preview of a sent message come back and stand in the chat."""
    sent = await bot.send_message(
        ana.id,
        "😀 有據可查",
        entities=[MessageEntity(MessageEntity.EXPANDABLE_BLOCKQUOTE, 3, 4)],
        reply_markup=keyboard(),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert sent.parse_entity(sent.entities[0]) == "有據可查"
    assert sent.reply_markup == keyboard()
    assert sent.link_preview_options is not None
    assert [Message.de_json(one) for one in telegram.replies(ana)] == [sent]


async def test_text_that_looks_like_json_stays_text(bot: Bot, ana: Person) -> None:
    """A text of digits or brackets is not decoded."""
    for text in ("42", "[1]", "true", '{"a": 1}'):
        assert (await bot.send_message(ana.id, text)).text == text


async def test_too_long_text_is_refused(bot: Bot, ana: Person) -> None:
    """A text of more than 4096 UTF-16 units is a 400."""
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(ana.id, "😀" * 2049)


async def test_markup_in_text_is_refused(bot: Bot, ana: Person) -> None:
    """A parse mode is refused: the product sends entities."""
    with pytest.raises(BadRequest, match="not emulated"):
        await bot.send_message(ana.id, "<b>x</b>", parse_mode="HTML")


async def test_too_long_callback_data_is_refused(bot: Bot, ana: Person) -> None:
    """Callback data of 66 bytes is built by the library and refused by Telegram."""
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(ana.id, "答", reply_markup=keyboard("據" * 22))


async def test_missing_reply_is_refused_unless_allowed(bot: Bot, ana: Person) -> None:
    """A reply to a message that is gone is a 400, or a plain message when that is allowed."""
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ana.id, "答", reply_parameters=ReplyParameters(99))
    anyway = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(ana.id, "答", reply_parameters=anyway)).reply_to_message is None


async def test_unchanged_edit_is_refused(bot: Bot, ana: Person) -> None:
    """The same text, entities and keyboard again are "not modified"."""
    bold = [MessageEntity(MessageEntity.BOLD, 0, 1)]
    sent = await bot.send_message(ana.id, "答案", entities=bold, reply_markup=keyboard())
    with pytest.raises(BadRequest, match="is not modified"):
        await sent.edit_text("答案", entities=bold, reply_markup=keyboard())
    with pytest.raises(BadRequest, match="is not modified"):
        await sent.edit_reply_markup(keyboard())


async def test_any_change_is_an_edit(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """Another text, other entities or another keyboard change the message in place."""
    sent = await bot.send_message(ana.id, "答案", reply_markup=keyboard())
    bold = [MessageEntity(MessageEntity.BOLD, 0, 1)]
    await sent.edit_text("答案", entities=bold, reply_markup=keyboard())
    await sent.edit_reply_markup(keyboard("v1:8"))
    edited = await sent.edit_text("別的")
    assert isinstance(edited, Message)
    assert (edited.text, edited.entities, edited.reply_markup) == ("別的", (), None)
    assert edited.edit_date is not None
    assert [one["text"] for one in telegram.messages(ana)] == ["別的"]


async def test_missing_message_is_named(bot: Bot, ana: Person) -> None:
    """What is not there can be neither edited nor deleted."""
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("答", ana.id, 99)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ana.id, 99)


async def test_foreign_messages_are_not_the_bots(bot: Bot, ana: Person, room: Room) -> None:
    """Others' messages cannot be edited, and in groups not deleted by a mere member."""
    said = (ana.says("/ask", chat=room).message or {})["message_id"]
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("答", room.id, said)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(room.id, said)
    room.promotes_bot()
    assert await bot.delete_message(room.id, said)


async def test_deleted_message_is_gone(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """In a private chat the bot deletes its own messages and the person's."""
    said = ana.says("數位").message or {}
    sent = await bot.send_message(ana.id, "答")
    await sent.delete()
    await bot.delete_message(ana.id, said["message_id"])
    assert telegram.messages(ana) == []


async def test_inline_message_is_edited_by_its_id(bot: Bot) -> None:
    """An unknown inline message is refused."""
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await bot.edit_message_text("答", inline_message_id="nowhere")


async def test_draft_is_private(bot: Bot, ana: Person, room: Room) -> None:
    """A draft can be shown in a private chat and nowhere else."""
    assert await bot.send_message_draft(ana.id, 7, "正在…")
    with pytest.raises(BadRequest, match="Textdraft_peer_invalid"):
        await bot.send_message_draft(room.id, 7, "正在…")
    with pytest.raises(BadRequest, match="non-zero"):
        await bot.send_message_draft(ana.id, 0, "正在…")
    with pytest.raises(BadRequest, match="too long"):
        await bot.send_message_draft(ana.id, 7, "據" * 4097)


async def test_unknown_and_silent_people_cannot_be_written_to(bot: Bot, telegram: Telegram) -> None:
    """A bot cannot write to a stranger, nor to someone who never wrote."""
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "你好")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(telegram.person("Ben").id, "你好")
