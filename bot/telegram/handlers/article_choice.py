"""Which article does a reader mean?

By id, number in the list or title, as in /article; without words the one that they read or asked
about last, else the only one. Invariant: where it is not clear, nothing is guessed: the reader
chooses from a list.
"""

from telegram import Message, Update

from bot.cards.reading import CHOICES, render_choices
from bot.cards.reply import Reply
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.hearing import place
from knowledge import MOST_FOUND, ListedArticle


async def chosen(action: str, update: Update, context: Context) -> ListedArticle | None:
    """Return the article that a command means; if it means none, or several, say so or ask.

    In a group that has chosen articles, only those can be meant.
    """
    message, say = update.message, context.say(update)
    if message is None:
        return None
    words = " ".join(context.args or ())
    items = await _meant(words, message, update, context)
    if len(items) == 1:
        return items[0]
    if words and not 1 < len(items) <= MOST_FOUND:
        reply = Reply(say("No article of that name. /articles has all."))
    elif items:
        reply = render_choices(items, action, say)
    else:
        reply = Reply(say("Nothing was read yet."))
    await sending.send(message, reply)
    return None


async def _meant(
    words: str, message: Message, update: Update, context: Context
) -> list[ListedArticle]:
    """Return the articles that may be meant."""
    base, scope = context.desk.base, context.group(update).scope
    if words:
        ids = await base.catalogue.find(words)
        items = [item for one in ids if (item := await base.catalogue.item(one))]
    else:
        last = await _last(message, context)
        items = [last] if last else await base.catalogue.page(CHOICES, 0)
    if not scope:
        return items
    inside = await base.catalogue.ids(scope)
    allowed = [item for item in items if item.article.id in inside]
    if allowed or words:
        return allowed
    first = [one for one, _ in await base.catalogue.titles() if one in inside][:CHOICES]
    return [item for one in first if (item := await base.catalogue.item(one))]


async def _last(message: Message, context: Context) -> ListedArticle | None:
    """Return the article that a person read or asked about last."""
    base, records, where = context.desk.base, context.desk.records, place(message)
    bookmark = await records.bookmarks.latest(where.person)
    turn = await records.turns.latest(where, 0.0)
    if turn and turn.passages and (bookmark is None or turn.at > bookmark.at):
        passage = await base.catalogue.passage(turn.passages[0])
        return await base.catalogue.item(passage.article.id) if passage else None
    return await base.catalogue.item(bookmark.article) if bookmark else None
