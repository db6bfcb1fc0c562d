"""A reader wants an article's keywords, its own most central sentences, or a quote of the day: how?

Invariant: everything that is shown is the article's own text with its place; in a group a message
is never changed under everyone's eyes, so it has no buttons that would.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from telegram import Message, Update

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.pages import page_with, pages_of
from bot.cards.reading import render_daily, render_keywords, render_summary
from bot.cards.reply import Reply
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.article_choice import chosen
from knowledge import summary

DATA = re.compile(rf"{BUTTONS_FORM}:(keywords|summary):(\d{{1,18}})")

Study = Callable[[int, Update, Context], Awaitable[Reply | None]]


async def on_keywords(update: Update, context: Context) -> None:
    """Show the words that an article is about."""
    await _on_command("keywords", update, context)


async def on_summary(update: Update, context: Context) -> None:
    """Show an article's most central sentences."""
    await _on_command("summary", update, context)


async def on_quote(update: Update, context: Context) -> None:
    """Show the sentence of the day."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    today = datetime.fromtimestamp(context.desk.now(), UTC).date()
    quote = await context.desk.base.quote_of_the_day(today, context.group(update).scope)
    if quote is None:
        await sending.send(message, Reply(say("There is no quote today.")))
        return
    page = page_with(pages_of(quote.article), quote.sentence.span.start)
    await sending.send(message, render_daily(quote, page, say, context.door(update)))


async def on_button(update: Update, context: Context) -> None:
    """Show another side of an article, in place."""
    query, say = update.callback_query, context.say(update)
    if query is None:
        return
    match, message = DATA.fullmatch(query.data or ""), query.message
    reply = await STUDIES[match[1]](int(match[2]), update, context) if match else None
    if reply and isinstance(message, Message):
        await sending.edit(context.bot, message.chat_id, message.message_id, reply)
        await sending.acknowledge(query)
        return
    await sending.acknowledge(query, say("This button is out of date. /articles has all articles."))


async def _on_command(study: str, update: Update, context: Context) -> None:
    item = await chosen(study, update, context)
    reply = await STUDIES[study](item.number, update, context) if item else None
    if update.message and reply:
        await sending.send(update.message, reply)


async def _keywords(number: int, update: Update, context: Context) -> Reply | None:
    found = await context.desk.base.catalogue.numbered(number)
    if found is None:
        return None
    words = await context.desk.base.keywords(found[1])
    return render_keywords(*found, words, context.say(update), context.door(update))


async def _summary(number: int, update: Update, context: Context) -> Reply | None:
    found = await context.desk.base.catalogue.numbered(number)
    if found is None:
        return None
    sentences = await summary(found[1])
    return render_summary(*found, sentences, context.say(update), context.door(update))


STUDIES: dict[str, Study] = {"keywords": _keywords, "summary": _summary}
