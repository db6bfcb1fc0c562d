"""Somebody wants to be told of what is new: what, and how does it stop?

Invariant: nobody is told who did not ask; in a group only those who lead it decide, and stopping
works for every chat that is told.
"""

import re
from typing import get_args

from telegram import Message, Update

from bot.background.news import WEEK_SECONDS
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reply import Reply, units
from bot.cards.subscription import LONGEST_KEYWORD, render_subscriptions
from bot.records.subscriptions import Kind, Subscription
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.permissions import leads
from bot.telegram.hearing import place

DATA = re.compile(rf"{BUTTONS_FORM}:(subscribe|stop):(\d{{1,18}})")
KINDS: tuple[Kind, ...] = get_args(Kind)  # in the order that buttons count them
MOST = 20  # subscriptions of a chat


async def on_subscribe(update: Update, context: Context) -> None:
    """Show what the chat is told of; with a word behind the command, tell of that, too."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    if not await _decides(update, context):
        await sending.send(message, Reply(say("Only this group's admins can do that.")))
        return
    keyword = " ".join(context.args or ())
    if units(keyword) > LONGEST_KEYWORD:
        await sending.send(message, Reply(say("That is too long: one word or name, please.")))
        return
    if keyword:
        await _add("keyword", keyword, message, update, context)
    await sending.send(message, await _shown(message, context, update))


async def on_unsubscribe(update: Update, context: Context) -> None:
    """Show what the chat is told of, with buttons to stop it."""
    if update.message:
        await sending.send(update.message, await _shown(update.message, context, update))


async def on_button(update: Update, context: Context) -> None:
    """Begin or stop to tell a chat of something."""
    query, say = update.callback_query, context.say(update)
    match = DATA.fullmatch((query.data if query else None) or "")
    if query is None:
        return
    message, alert = query.message, None
    if match is None or not isinstance(message, Message):
        alert = say("This button is out of date. /subscribe shows what there is.")
    elif not await _decides(update, context):
        alert = say("Only this group's admins can do that.")
    elif match[1] == "stop":
        stopped = await context.desk.records.subscriptions.stop(int(match[2]), str(message.chat_id))
        alert = say("Stopped.") if stopped else say("It had been stopped already.")
        await _refresh(message, context, update)
    elif int(match[2]) < len(KINDS) - 1:  # a word cannot be pressed
        await _add(KINDS[int(match[2])], "", message, update, context)
        await _refresh(message, context, update)
    await sending.acknowledge(query, alert)


async def _add(
    kind: Kind, keyword: str, message: Message, update: Update, context: Context
) -> None:
    desk, where = context.desk, place(message)
    if len(await desk.records.subscriptions.of_chat(where.chat, where.thread)) >= MOST:
        return
    user = update.effective_user
    now = desk.now()
    await desk.records.subscriptions.put(
        Subscription(
            at=now,
            chat=where.chat,
            thread=where.thread,
            person=str(user.id) if user else "",
            language=context.say(update).language,
            kind=kind,
            keyword=keyword,
            version=await desk.base.library.record_arrivals(),
            due=now + WEEK_SECONDS if kind == "weekly" else now,
        )
    )


async def _refresh(message: Message, context: Context, update: Update) -> None:
    reply = await _shown(message, context, update)
    await sending.edit(context.bot, message.chat_id, message.message_id, reply)


async def _shown(message: Message, context: Context, update: Update) -> Reply:
    where = place(message)
    told = await context.desk.records.subscriptions.of_chat(where.chat, where.thread)
    return render_subscriptions(told, context.say(update))


async def _decides(update: Update, context: Context) -> bool:
    """Tell whether somebody decides for a chat: one's own, or a group that one leads."""
    chat = update.effective_chat
    return chat is not None and (chat.type == chat.PRIVATE or await leads(update, context))
