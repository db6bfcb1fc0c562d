"""A reader wants an article's keywords, its own most central sentences, or a quote of the day: how?

Invariant: in a group a message is never changed under everyone's eyes, so it has no buttons that
would.
"""

import re

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.pages import page_with, pages_of
from bot.cards.reading import render_choices, render_daily, render_keywords, render_summary
from bot.cards.reply import Reply
from bot.messages import Messages
from bot.service.article_choice import articles_meant
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.study import keywords_of, quote_of_the_day, summary_of
from bot.service.visible import visible_to
from bot.telegram.context import Context
from bot.telegram.handlers.article_choice import chosen
from bot.telegram.requests import Command, Press
from knowledge import Answer

DATA = re.compile(rf"{BUTTONS_FORM}:(keywords|summary):(\d{{1,18}})")


async def on_keywords(command: Command, context: Context) -> Reply | None:
    """Show the words that an article is about."""
    item = await chosen("keywords", command, context)
    if isinstance(item, Reply):
        return item
    return await _keywords(item.number, command.session, context.desk)


async def on_summary(command: Command, context: Context) -> Reply | None:
    """Show an article's most central sentences."""
    item = await chosen("summary", command, context)
    if isinstance(item, Reply):
        return item
    return await _summary(item.number, command.session, context.desk)


async def summarised(answer: Answer, session: Session, desk: Desk) -> Reply:
    """Return the reply to who asks what an article says: its summary, or which one is meant."""
    say = session.say
    if answer.citations:
        item = await visible_to(session, desk).catalogue.item(answer.citations[0].article.id)
        if item:
            return render_summary(item, answer.citations, say, session.surface)
    items = await articles_meant(session, "", desk)
    return render_choices(items, "summary", say) if items else Reply(say("Nothing was read yet."))


async def on_quote(command: Command, context: Context) -> Reply:
    """Show the sentence of the day."""
    session = command.session
    quote = await quote_of_the_day(session, context.desk)
    if quote is None:
        return Reply(session.say("There is no quote today."))
    page = page_with(pages_of(quote.article), quote.sentence.span.start)
    return render_daily(quote, page, session.say, session.surface)


async def on_button(press: Press, context: Context) -> None:
    """Show another side of an article, in place."""
    shown = _keywords if press.verb == "keywords" else _summary
    reply = await shown(press.number, press.session, context.desk)
    if reply is None or press.message is None:
        await press.answer(out_of_date(press.session.say))
        return
    await press.show(reply)
    await press.answer()


def out_of_date(say: Messages) -> str:
    """Say that the article of a button is not there any more."""
    return say("This button is out of date. /articles has all articles.")


async def _keywords(number: int, session: Session, desk: Desk) -> Reply | None:
    found = await keywords_of(session, number, desk)
    if found is None:
        return None
    say, surface = session.say, session.surface
    return render_keywords(found.item, found.article, found.words, say, surface)


async def _summary(number: int, session: Session, desk: Desk) -> Reply | None:
    found = await summary_of(session, number, desk)
    if found is None:
        return None
    say, surface = session.say, session.surface
    return render_summary(found.item, found.citations, say, surface)
