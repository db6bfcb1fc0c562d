"""A reader wants to read an article, not only an answer: what do they see?

Page by page in a private chat, with the headings as a table of contents. Invariant: a group is
never filled with pages.
"""

import re

from bot.cards.answer import render_gone
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.links import reading_link
from bot.cards.reading import render_contents, render_page
from bot.cards.reply import Button, Reply
from bot.service import reading
from bot.service.answer_views import Gone
from bot.service.desk import Desk
from bot.service.reading import Opened
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.article_choice import chosen
from bot.telegram.requests import Command, Press, out_of_date
from knowledge import ListedArticle

DATA = re.compile(rf"{BUTTONS_FORM}:(read|page|contents|open):(\d{{1,18}})(?::(\d{{1,6}}))?")


async def on_read(command: Command, context: Context) -> Reply | None:
    """Open an article where the reader stopped; in a group, lead to the private chat."""
    item, session = await chosen("read", command, context), command.session
    if isinstance(item, Reply):
        return item
    if not session.private:
        return await _way_to(item, session, context.desk)
    return _page(await reading.resume(session, item.number, context.desk), session)


async def on_outline(command: Command, context: Context) -> Reply | None:
    """Show the headings of an article."""
    item, session = await chosen("contents", command, context), command.session
    if isinstance(item, Reply):
        return item
    return _contents(await reading.contents(session, item.number, context.desk), 0, session)


async def on_button(press: Press, context: Context) -> None:
    """Turn a page, show the contents, or open the article of an answer in a message of its own."""
    session, message = press.session, press.message
    if message is None or not session.private:
        await press.answer(out_of_date(session.say))
        return
    reply = await _reply_to(press, context.desk)
    if reply and press.verb == "open":
        await sending.send(message, reply)
    elif reply:
        await press.show(reply)
    stale = session.say("This button is out of date. /articles has all articles.")
    await press.answer(None if reply else stale)


def render_opened(opened: Opened, session: Session) -> Reply:
    """Return the page at which an article is open."""
    return render_page(
        opened.item,
        opened.article,
        opened.pages,
        opened.page,
        session.say,
        marked=opened.marked,
    )


async def _reply_to(press: Press, desk: Desk) -> Reply | None:
    session, number, position = press.session, press.number, press.position or 0
    match press.verb:
        case "read":
            return _page(await reading.resume(session, number, desk), session)
        case "page":
            return _page(await reading.turn_to(session, number, position, desk), session)
        case "contents":
            return _contents(await reading.contents(session, number, desk), position, session)
        case _:
            return _page(await reading.open_answer(session, number, position, desk), session)


def _page(opened: Opened | Gone | None, session: Session) -> Reply | None:
    if isinstance(opened, Gone):
        return render_gone(opened.changed, session.say)
    return render_opened(opened, session) if opened else None


def _contents(opened: Opened | None, start: int, session: Session) -> Reply | None:
    if opened is None:
        return None
    item, article, pages, surface = opened.item, opened.article, opened.pages, session.surface
    return render_contents(item, article, pages, start, session.say, surface=surface)


async def _way_to(item: ListedArticle, session: Session, desk: Desk) -> Reply | None:
    key = await reading.beginning(session, item, desk)
    if key is None:
        return None
    button = Button(session.say("Read the article"), url=reading_link(session.bot, key))
    return Reply(session.say("Articles are read in a private chat."), buttons=((button,),))
