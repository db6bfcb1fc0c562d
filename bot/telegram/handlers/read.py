"""A reader wants to read an article, not only an answer: how?

Page by page in a private chat, with the headings as a table of contents. Invariant: whoever comes
back goes on where they stopped; a group is never filled with pages.
"""

import re
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.links import reading_link
from bot.cards.pages import page_with, pages_of
from bot.cards.reading import first_key, render_contents, render_page
from bot.cards.reply import Button, Reply
from bot.records.bookmarks import Bookmark
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.article_choice import chosen
from bot.telegram.handlers.browse import gone, turn_here
from knowledge import Article, ListedArticle, Span

DATA = re.compile(rf"{BUTTONS_FORM}:(read|page|contents|open):(\d{{1,18}})(?::(\d{{1,6}}))?")

Shown = Callable[[int, int, Update, Context], Awaitable[Reply | None]]


async def on_read(update: Update, context: Context) -> None:
    """Open an article where the reader stopped; in a group, lead to the private chat."""
    message = update.message
    item = await chosen("read", update, context)
    if message is None or item is None:
        return
    if message.chat.type == message.chat.PRIVATE:
        reply = await _resumed(item.number, 0, update, context)
    else:
        reply = await _way_to(item, update, context)
    if reply:
        await sending.send(message, reply)


async def on_outline(update: Update, context: Context) -> None:
    """Show the headings of an article."""
    item = await chosen("contents", update, context)
    reply = await _contents(item.number, 0, update, context) if item else None
    if update.message and reply:
        await sending.send(update.message, reply)


async def open_at(key: str, update: Update, context: Context) -> bool:
    """Open the article of a passage where it stands; tell whether the passage is there."""
    message, reply = update.message, await _page_of(key, update, context)
    if message and reply:
        await sending.send(message, reply)
    return reply is not None


async def on_button(update: Update, context: Context) -> None:
    """Turn a page, show the contents, or open the article of an answer in a message of its own."""
    query, say = update.callback_query, context.say(update)
    if query is None:
        return
    match, message = DATA.fullmatch(query.data or ""), query.message
    private = isinstance(message, Message) and message.chat.type == message.chat.PRIVATE
    if match is None or not private or not isinstance(message, Message):
        await sending.acknowledge(query, say("This button is out of date. Ask again, please."))
        return
    number, position = int(match[2]), int(match[3] or 0)
    if match[1] == "open":
        reply = await _opened(number, position, query, update, context)
        if reply:
            await sending.send(message, reply)
    else:
        reply = await SHOWN[match[1]](number, position, update, context)
        if reply:
            await sending.edit(context.bot, message.chat_id, message.message_id, reply)
    alert = None if reply else say("This button is out of date. /articles has all articles.")
    await sending.acknowledge(query, alert)


async def _opened(
    turn: int, position: int, query: CallbackQuery, update: Update, context: Context
) -> Reply | None:
    found = await turn_here(turn, query, context)
    if found is None or position >= len(found.passages):
        return None
    key = found.passages[position]
    page = await _page_of(key, update, context)
    return page or await gone(key, context.desk.base, context.say(update))


async def _page_of(key: str, update: Update, context: Context) -> Reply | None:
    base = context.desk.base
    passage = await base.catalogue.passage(key)
    item = await base.catalogue.item(passage.article.id) if passage else None
    article = await base.catalogue.article(item.article.id) if item else None
    if passage is None or item is None or article is None:
        return None
    number = page_with(pages_of(article), passage.start)
    marked = Span(passage.start, passage.end)
    return await _shown(item, article, number, update, context, marked=marked)


async def _resumed(number: int, _: int, update: Update, context: Context) -> Reply | None:
    found = await context.desk.base.catalogue.numbered(number)
    user = update.effective_user
    if found is None or user is None:
        return None
    bookmark = await context.desk.records.bookmarks.get(str(user.id), found[0].article.id)
    page = page_with(pages_of(found[1]), bookmark.place) if bookmark else 0
    return await _shown(*found, page, update, context)


async def _page(number: int, page: int, update: Update, context: Context) -> Reply | None:
    found = await context.desk.base.catalogue.numbered(number)
    return await _shown(*found, page, update, context) if found else None


async def _contents(number: int, start: int, update: Update, context: Context) -> Reply | None:
    found = await context.desk.base.catalogue.numbered(number)
    if found is None:
        return None
    pages, door = pages_of(found[1]), context.door(update)
    return render_contents(*found, pages, start, context.say(update), door=door)


async def _shown(
    item: ListedArticle,
    article: Article,
    page: int,
    update: Update,
    context: Context,
    *,
    marked: Span | None = None,
) -> Reply | None:
    """Return a page, and keep it as the place where the reader is."""
    pages, user = pages_of(article), update.effective_user
    if not pages or user is None:
        return None
    page = min(page, len(pages) - 1)  # the article may be shorter by now
    place = pages[page][0].span.start
    bookmark = Bookmark(str(user.id), article.id, place, context.desk.now())
    await context.desk.records.bookmarks.put(bookmark)
    return render_page(item, article, pages, page, context.say(update), marked=marked)


async def _way_to(item: ListedArticle, update: Update, context: Context) -> Reply | None:
    say = context.say(update)
    article = await context.desk.base.catalogue.article(item.article.id)
    key = first_key(article) if article else None
    if key is None:
        return None
    button = Button(say("Read the article"), url=reading_link(context.bot.username, key))
    return Reply(say("Articles are read in a private chat."), buttons=((button,),))


SHOWN: dict[str, Shown] = {"read": _resumed, "page": _page, "contents": _contents}
