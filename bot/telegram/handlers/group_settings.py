"""The administrators of a group settle how the bot behaves there: how?

Invariant: only they and the bot's admins may, and whoever presses is asked of Telegram each time;
a choice is stored before it is shown, and holds for the next question.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import Message, Update

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.group import (
    LISTED,
    folder_number,
    render_choice,
    render_group_languages,
    render_settings,
)
from bot.cards.reply import Reply
from bot.messages import LANGUAGES
from bot.records.groups import GroupSettings
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers import preferences as preferring
from bot.telegram.handlers.permissions import leads
from bot.telegram.menus import set_groups_menu
from knowledge import WHOLE, Scope

DATA = re.compile(
    rf"{BUTTONS_FORM}:(settings|grouplanguage|quiet|closed|shelf|shelfarticle|shelffolder|wholeshelf)"
    r":(\d{1,18})(?::(\d{1,9}))?"
)

Act = Callable[[int, int | None, Update, Context], Awaitable[Reply | None]]


async def on_settings(update: Update, context: Context) -> None:
    """Show a group's settings to its administrators; in a private chat, the person's own."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    if message.chat.type == message.chat.PRIVATE:
        await preferring.on_language(update, context)
    elif await leads(update, context):
        await sending.send(message, render_settings(context.group(update), say))
    else:
        await sending.send(message, Reply(say("Only administrators of this group can do that.")))


async def on_button(update: Update, context: Context) -> None:
    """Change what an administrator's button says, and show what holds now."""
    query, say = update.callback_query, context.say(update)
    if query is None:
        return
    match, message = DATA.fullmatch(query.data or ""), query.message
    group = isinstance(message, Message) and message.chat.type != message.chat.PRIVATE
    if match is None or not group or not isinstance(message, Message):
        await sending.acknowledge(query, say("This button is out of date. Ask again, please."))
        return
    if not await leads(update, context):
        words = say("Only administrators of this group can do that.")
        await sending.acknowledge(query, words)
        return
    position = int(match[3]) if match[3] else None
    reply = await ACTS[match[1]](int(match[2]), position, update, context)
    if reply:
        await sending.edit(context.bot, message.chat_id, message.message_id, reply)
    alert = None if reply else say("This button is out of date. Ask again, please.")
    await sending.acknowledge(query, alert)


async def _settings(_: int, __: int | None, update: Update, context: Context) -> Reply:
    return render_settings(context.group(update), context.say(update))


async def _language(
    number: int, chosen: int | None, update: Update, context: Context
) -> Reply | None:
    """Offer the languages; with a position, the one of the number was chosen."""
    if number > len(LANGUAGES):
        return None
    if chosen is not None:
        language = ("", *LANGUAGES)[number]
        await _store(replace(context.group(update), language=language), update, context)
        if update.effective_chat:
            await set_groups_menu(context.bot, context.desk, update.effective_chat.id)
    return render_group_languages(context.group(update), context.say(update))


async def _quiet(on: int, _: int | None, update: Update, context: Context) -> Reply:
    await _store(replace(context.group(update), quiet=on > 0), update, context)
    return await _settings(0, 0, update, context)


async def _closed(on: int, _: int | None, update: Update, context: Context) -> Reply:
    await _store(replace(context.group(update), closed=on > 0), update, context)
    return await _settings(0, 0, update, context)


async def _shelf(start: int, _: int | None, update: Update, context: Context) -> Reply:
    base = context.desk.base
    total, _passages = await base.catalogue.counts()
    start = max(0, min(start, (total - 1) // LISTED * LISTED))
    page, folders = await base.catalogue.page(LISTED, start), await base.catalogue.folders()
    scope = context.group(update).scope
    return render_choice(scope, folders, page, start, total, say=context.say(update))


async def _article(
    number: int, start: int | None, update: Update, context: Context
) -> Reply | None:
    found = await context.desk.base.catalogue.numbered(number)
    if found is None:
        return None
    scope = context.group(update).scope.with_article(found[0].article.id)
    return await _choose(scope, start or 0, update, context)


async def _folder(number: int, _: int | None, update: Update, context: Context) -> Reply | None:
    scope = context.group(update).scope
    known = {*await context.desk.base.catalogue.folders(), *scope.folders}
    named = [folder for folder in sorted(known) if folder_number(folder) == number]
    return await _choose(scope.with_folder(named[0]), 0, update, context) if named else None


async def _whole(_: int, __: int | None, update: Update, context: Context) -> Reply:
    return await _choose(WHOLE, 0, update, context)


async def _choose(scope: Scope, start: int, update: Update, context: Context) -> Reply:
    await _store(replace(context.group(update), scope=scope), update, context)
    return await _shelf(start, 0, update, context)


async def _store(chosen: GroupSettings, update: Update, context: Context) -> None:
    if update.effective_chat:
        await context.desk.records.groups.put(str(update.effective_chat.id), chosen)
        await context.remember(update)


ACTS: dict[str, Act] = {
    "settings": _settings,
    "grouplanguage": _language,
    "quiet": _quiet,
    "closed": _closed,
    "shelf": _shelf,
    "shelfarticle": _article,
    "shelffolder": _folder,
    "wholeshelf": _whole,
}
