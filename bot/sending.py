"""How does a reply become a message of Telegram?

Invariant: text and entities only, never a parse mode, so nothing needs escaping; a message that
cannot reply to its question any more is sent all the same.
"""

import logging

from telegram import (
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated
from telegram.ext import ExtBot

from bot.reply import Button, Reply

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(message: Message, reply: Reply) -> Message:
    """Send a reply to a message, into its topic; in groups as an answer to it."""
    answers = None
    if message.chat.type != message.chat.PRIVATE:
        answers = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    try:
        return await message.reply_text(
            reply.text,
            entities=entities(reply),
            reply_markup=keyboard(reply),
            link_preview_options=NO_PREVIEW,
            reply_parameters=answers,
        )
    except ChatMigrated as moved:
        return await message.get_bot().send_message(
            moved.new_chat_id,
            reply.text,
            entities=entities(reply),
            reply_markup=keyboard(reply),
            link_preview_options=NO_PREVIEW,
        )


async def write(bot: ExtBot[int], chat: str, thread: str, answers: str, reply: Reply) -> Message:
    """Send a reply to a chat and topic unasked, as an answer to a message if one is named."""
    answered = None
    if answers:
        answered = ReplyParameters(int(answers), allow_sending_without_reply=True)
    return await bot.send_message(
        int(chat),
        reply.text,
        entities=entities(reply),
        reply_markup=keyboard(reply),
        link_preview_options=NO_PREVIEW,
        message_thread_id=int(thread) if thread else None,
        reply_parameters=answered,
    )


async def edit(bot: ExtBot[int], chat: int, message: int, reply: Reply) -> None:
    """Show a reply in place of an earlier message of the bot; the same one again is fine."""
    try:
        await bot.edit_message_text(
            reply.text,
            chat,
            message,
            entities=entities(reply),
            reply_markup=keyboard(reply),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if "not modified" not in str(error).lower():
            raise


def without(message: object, pressed: str | None) -> InlineKeyboardMarkup | None:
    """Return the buttons under a message without the rows of one that was pressed."""
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = markup.inline_keyboard if markup else ()
    left = [row for row in rows if all(key.callback_data != pressed for key in row)]
    return InlineKeyboardMarkup(left) if left else None


async def send_file(message: Message, name: str, content: bytes) -> None:
    """Send a file in answer to a message."""
    await message.reply_document(InputFile(content, filename=name))


async def send_picture(message: Message, png: bytes, caption: Reply) -> None:
    """Send a picture with words below it, in answer to a message."""
    await message.reply_photo(
        InputFile(png, filename="youju.png"),
        caption.text,
        caption_entities=entities(caption),
    )


async def acknowledge(query: CallbackQuery, alert: str | None = None) -> None:
    """End the waiting of whoever pressed a button, with an alert or with nothing."""
    try:
        await query.answer(alert, show_alert=alert is not None)
    except BadRequest:  # too late: Telegram waits fifteen seconds, the result is seen anyway
        return


def entities(reply: Reply) -> list[MessageEntity]:
    """Return the marks as Telegram's entities, counted in UTF-16 units."""
    marks = [
        MessageEntity(mark.style, mark.span.start, mark.span.end - mark.span.start, url=mark.url)
        for mark in reply.marks
    ]
    return list(MessageEntity.adjust_message_entities_to_utf_16(reply.text, marks))


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Return the buttons as Telegram's keyboard."""
    if not reply.buttons:
        return None
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in reply.buttons])


def _key(button: Button) -> InlineKeyboardButton:
    copied = CopyTextButton(button.copied) if button.copied else None
    data = button.data or None
    return InlineKeyboardButton(button.label, url=button.url, callback_data=data, copy_text=copied)
