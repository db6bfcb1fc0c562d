"""What do people ask that the articles do not say, and how is that mended?

Invariant: for admins only; an answer that is written here goes to nobody unasked, it only becomes
something that is found.
"""

import re

from telegram import CallbackQuery, Message, Update

from bot.background.housekeeping import DAY_SECONDS
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reply import Reply
from bot.cards.unanswered import render_gathered, render_unanswered
from bot.records.unanswered import Gathered
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers import handoff as handing

DATA = re.compile(rf"{BUTTONS_FORM}:(notanswered|unanswered|write):(\d{{1,18}})")


async def on_unanswered(update: Update, context: Context) -> None:
    """List what was not answered, the most asked first."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    if not _is_theirs(message, context):
        await sending.send(message, Reply(say("Write that to me in a private chat, please.")))
    else:
        await sending.send(message, await _page(0, update, context))


async def on_button(update: Update, context: Context) -> None:
    """Turn the page, show a question, or have its answer written."""
    query, say = update.callback_query, context.say(update)
    match = DATA.fullmatch((query.data if query else None) or "")
    if query is None:
        return
    message, alert = query.message, None
    if match is None or not isinstance(message, Message):
        alert = say("This button is out of date. /unanswered has the list.")
    elif match[1] == "notanswered":
        await _edit(message, await _page(int(match[2]), update, context), context)
    elif match[1] == "unanswered":
        one = await _gathered(int(match[2]), context)
        if one:
            await _edit(message, render_gathered(one, say), context)
        alert = None if one else say("This button is out of date. /unanswered has the list.")
    else:
        alert = await _write(int(match[2]), query, update, context)
    await sending.acknowledge(query, alert)


async def _write(turn: int, query: CallbackQuery, update: Update, context: Context) -> str | None:
    """Send the admin a question to reply to; nobody waits for that reply."""
    say, message = context.say(update), query.message
    found = await context.desk.records.turns.get(turn)
    if found is None or message is None:
        return say("This button is out of date. /unanswered has the list.")
    if not await handing.request_answer(found, message.chat.id, context):
        return say("This question has been passed on already.")
    await query.edit_message_reply_markup(None)
    return None


async def _page(start: int, update: Update, context: Context) -> Reply:
    found = await _all(context)
    days = context.desk.settings.retention_days
    return render_unanswered(found, start, days, context.say(update))


async def _gathered(turn: int, context: Context) -> Gathered | None:
    return next((one for one in await _all(context) if one.latest.turn == turn), None)


async def _all(context: Context) -> list[Gathered]:
    desk = context.desk
    since = desk.now() - DAY_SECONDS * desk.settings.retention_days
    return await desk.records.turns.unanswered(since)


def _is_theirs(message: Message, context: Context) -> bool:
    private = message.chat.type == message.chat.PRIVATE
    return private or message.chat_id == context.desk.settings.admin_chat


async def _edit(message: Message, reply: Reply, context: Context) -> None:
    await sending.edit(context.bot, message.chat_id, message.message_id, reply)
