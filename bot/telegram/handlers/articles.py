"""Which articles are there, and what can be done with one?

Invariant: anybody may look at what can be seen in their chat; exporting and removing are for admins
in a private chat, and removing asks first.
"""

import re

from telegram import Message

from bot.cards.article import LISTED, render_article, render_found, render_list, render_removal
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.help import what_was_read
from bot.cards.reload import render_report
from bot.cards.reply import LONGEST_TEXT, Reply, shortened
from bot.service import articles
from bot.service.article_choice import articles_called
from bot.service.desk import Desk
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.study import out_of_date
from bot.telegram.requests import Command, Press
from knowledge import MOST_FOUND, Article, KnowledgeError

DATA = re.compile(rf"{BUTTONS_FORM}:(list|article|export|remove|really):(\d{{1,18}})")
FOR_ADMINS = {"export", "remove", "really"}


async def on_articles(command: Command, context: Context) -> Reply:
    """Show the first page of the list."""
    return await _page(0, command.session, context.desk)


async def on_article(command: Command, context: Context) -> Reply:
    """Show the article whose id, place in the list or title was given."""
    session, desk = command.session, context.desk
    say = session.say
    if not command.text:
        return Reply(
            say("Write the title of an article, or its number in /articles, after /article.")
        )
    items = await articles_called(session, command.text, desk)
    if len(items) == 1:
        reply = await card(items[0].number, session, desk)
    else:
        reply = render_found(items, say) if 1 < len(items) <= MOST_FOUND else None
    return reply or Reply(say("No article of that name. /articles has all."))


async def on_button(press: Press, context: Context) -> None:
    """Turn the page, show an article, or do what an admin wants with it."""
    done = press.message is not None and await _act(press, press.message, context)
    await press.answer(None if done else out_of_date(press.session.say))


async def _act(press: Press, message: Message, context: Context) -> bool:
    """Do what a button says; tell whether there was something to do it with."""
    session, number, desk = press.session, press.number, context.desk
    if press.verb in FOR_ADMINS and not articles.may_change(session):
        return False
    if press.verb in {"list", "article"}:
        shown = _page if press.verb == "list" else card
        reply = await shown(number, session, desk)
        if reply:
            await press.show(reply)
        return reply is not None
    found = await articles.numbered(session, number, desk)
    if found is None:
        return False
    match press.verb:
        case "export":
            await sending.send_file(message, *articles.exported(found[1]))
        case "remove":
            await press.show(render_removal(*found, session.say))
        case _:
            await press.show(Reply(session.say("Removing …")))
            context.in_background(_remove(found[1], message, session, desk))
    return True


async def _remove(article: Article, message: Message, session: Session, desk: Desk) -> None:
    say = session.say
    try:
        reply = render_report(await articles.remove(session, article, desk), say)
    except KnowledgeError as error:
        words = say("The articles stay as they were: {problem}", problem=error)
        reply = Reply(shortened(words, LONGEST_TEXT))
    await sending.show(message, reply)


async def _page(start: int, session: Session, desk: Desk) -> Reply:
    found, say = await articles.listing(session, start, LISTED, desk), session.say
    head = what_was_read(found.articles, found.passages, say)
    return render_list(found.items, found.start, found.articles, head, say)


async def card(number: int, session: Session, desk: Desk) -> Reply | None:
    """Return the card of an article; None if there is none of that number any more."""
    found = await articles.numbered(session, number, desk)
    if found is None:
        return None
    for_admin, readable = articles.may_change(session), session.private
    return render_article(*found, session.say, for_admin=for_admin, readable=readable)
