"""How does a reply become a message of Telegram?

Invariant: text and entities only, never a parse mode, so nothing needs escaping; a message that
cannot reply to its question any more is sent all the same.
"""

import logging
from collections.abc import Sequence

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputFile,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
)
from telegram.error import BadRequest, ChatMigrated
from telegram.ext import ExtBot

from bot.cards.inline import Result
from bot.cards.reply import Button, Reply

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
CACHE_SECONDS = 10  # of inline results: Telegram's own 300 show old passages after a reload


async def send(
    message: Message, reply: Reply, *, answers: int | None = None, silent: bool = False
) -> Message:
    """Send a reply to a message, into its topic; in groups as an answer to it or to another one.

    Raise BadRequest if that other one is gone.
    """
    parameters = None
    if answers is not None:
        parameters = ReplyParameters(answers)
    elif message.chat.type != message.chat.PRIVATE:
        parameters = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    try:
        return await message.reply_text(
            reply.text,
            entities=entities(reply),
            reply_markup=keyboard(reply),
            link_preview_options=NO_PREVIEW,
            reply_parameters=parameters,
            disable_notification=silent or None,
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


async def edit(bot: Bot, chat: int, message: int, reply: Reply) -> None:
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


async def show(message: Message, reply: Reply) -> None:
    """Show a reply in place of a message of the bot."""
    await edit(message.get_bot(), message.chat_id, message.message_id, reply)


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


async def take_back(bot: ExtBot[int], chat: int, message: int, words: str) -> None:
    """Delete a message of the bot, or leave a word in its place where Telegram does not delete it.

    It is fine if it is gone already.
    """
    try:
        await bot.delete_message(chat, message)
    except BadRequest as error:
        if "not found" not in str(error).lower():
            await edit(bot, chat, message, Reply(words))


async def stands(bot: ExtBot[int], chat: int, message: int) -> bool:
    """Tell whether a message is still there; nobody sees that somebody looked.

    Telegram tells only by what it refuses: here, to take back a reaction that there never was.
    """
    try:
        await bot.set_message_reaction(chat, message, [])
    except BadRequest as error:
        told = str(error).lower()
        return "not found" not in told and "message_id_invalid" not in told
    return True


async def acknowledge(
    query: CallbackQuery, words: str | None = None, *, alert: bool = True
) -> None:
    """End the waiting of whoever pressed a button: with an alert, a short notice, or nothing."""
    try:
        await query.answer(words, show_alert=alert and words is not None)
    except BadRequest:  # too late: Telegram waits fifteen seconds, the result is seen anyway
        return


async def open_link(query: CallbackQuery, link: str) -> None:
    """Have the app of whoever pressed a button open a link to this bot."""
    try:
        await query.answer(url=link)
    except BadRequest:  # as above
        return


async def answer_inline(
    query: InlineQuery,
    results: Sequence[Result],
    following: str = "",
    button: InlineQueryResultsButton | None = None,
) -> None:
    """Offer results to whoever types, with the offset of those that follow and a button above."""
    try:
        await query.answer(
            [inline_result(result) for result in results],
            cache_time=CACHE_SECONDS,
            is_personal=True,  # the words around a quote are in the language of whoever asks
            next_offset=following,
            button=button,
        )
    except BadRequest:  # whoever typed has typed on: Telegram waits ten seconds
        return


def inline_result(result: Result) -> InlineQueryResultArticle:
    """Return a result as Telegram's, with what is posted when somebody chooses it."""
    content = InputTextMessageContent(
        result.reply.text, entities=entities(result.reply), link_preview_options=NO_PREVIEW
    )
    return InlineQueryResultArticle(
        result.id,
        result.title,
        content,
        reply_markup=keyboard(result.reply),
        description=result.snippet or None,
    )


def entities(reply: Reply) -> list[MessageEntity]:
    """Return the marks as Telegram's entities, counted in UTF-16 units."""
    marks = [
        MessageEntity(mark.style, mark.span.start, mark.span.end - mark.span.start, url=mark.url)
        for mark in reply.marks
    ]
    return list(MessageEntity.adjust_message_entities_to_utf_16(reply.text, marks))


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Return the buttons as Telegram's keyboard, without those that do nothing."""
    rows = [[_key(button) for button in row if _does_something(button)] for row in reply.buttons]
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def _does_something(button: Button) -> bool:
    return bool(button.data or button.url or button.copied or button.shared)


def _key(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        url=button.url,
        callback_data=button.data or None,
        copy_text=CopyTextButton(button.copied) if button.copied else None,
        switch_inline_query_chosen_chat=_any_chat(button.shared) if button.shared else None,
    )


def _any_chat(query: str) -> SwitchInlineQueryChosenChat:
    return SwitchInlineQueryChosenChat(
        query, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
    )
