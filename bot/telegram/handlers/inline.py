"""Somebody types the bot's name and a question into another chat: what do they see?

The best passages, page by page; the one that is chosen is posted with its source. Invariant: an
answer that comes too late is no error.
"""

from telegram import InlineQueryResultsButton, Update

from bot.cards.inline import render_result
from bot.cards.links import HELP
from bot.service.inline import search
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.requests import number_in

PAGE = 10  # results at once: an app asks for more when the reader scrolls


async def on_query(update: Update, context: Context) -> None:
    """Offer the passages that come close to what was typed so far."""
    query, session = update.inline_query, context.session(update)
    if query is None:
        return
    words, say = query.query.strip(), session.say
    offset = number_in(query.offset) or 0
    found = await search(session, words, offset, PAGE, context.desk)
    button = None
    if not found.citations and not offset:
        label = say("The articles do not say") if words else say("Type a question; how it works")
        button = InlineQueryResultsButton(label, start_parameter=HELP)
    results = [render_result(one, found.version, say, session.bot) for one in found.citations]
    following = str(offset + PAGE) if len(results) == PAGE else ""
    await sending.answer_inline(query, results, following, button)
