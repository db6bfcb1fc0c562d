"""Somebody types the bot's name and a question into another chat: what do they see?

The best passages, page by page; the one that is chosen is posted with its source. Invariant: what
is typed leaves no trace here: no turn, no log; and an answer that comes too late is no error.
"""

from telegram import InlineQueryResultsButton, Update

from bot.cards.inline import Result, render_result, whole
from bot.cards.links import HELP, TO_PASSAGE
from bot.telegram import sending
from bot.telegram.context import Context
from knowledge import Citation

PAGE = 10  # results at once: an app asks for more when the reader scrolls


async def on_query(update: Update, context: Context) -> None:
    """Offer the passages that come close to what was typed so far."""
    query, say = update.inline_query, context.say(update)
    if query is None:
        return
    words = query.query.strip()
    offset = int(query.offset) if query.offset.isdecimal() else 0
    found = await _found(words, offset, context) if words else ()
    button = None
    if not found and not offset:
        label = say("The articles do not say") if words else say("Type a question; how it works")
        button = InlineQueryResultsButton(label, start_parameter=HELP)
    results = await _results(found, update, context)
    following = str(offset + PAGE) if len(found) == PAGE else ""
    await sending.answer_inline(query, results, following, button)


async def _found(words: str, offset: int, context: Context) -> tuple[Citation, ...]:
    """Return the passage that *share* names, or those that come close to a question."""
    base = context.desk.base
    if match := TO_PASSAGE.fullmatch(words):
        citation = await base.cite("", match[1])
        return (whole(citation),) if citation and not offset else ()
    return await base.search(words, offset, PAGE)


async def _results(found: tuple[Citation, ...], update: Update, context: Context) -> list[Result]:
    version = await context.desk.base.catalogue.version()
    say, bot = context.say(update), context.bot.username
    return [render_result(citation, version, say, bot) for citation in found]
