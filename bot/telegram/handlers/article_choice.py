"""A command is about an article: which one, and what if that is not clear?

Invariant: where it is not clear, nothing is guessed: the reader chooses from a list.
"""

from bot.cards.reading import render_choices
from bot.cards.reply import Reply
from bot.service.article_choice import articles_meant
from bot.telegram.context import Context
from bot.telegram.requests import Command
from knowledge import MOST_FOUND, ListedArticle


async def chosen(action: str, command: Command, context: Context) -> ListedArticle | Reply:
    """Return the article that a command means, or the message that says why it is not clear.

    The buttons to choose from do an action with the article.
    """
    say, words = command.session.say, command.text
    items = await articles_meant(command.session, words, context.desk)
    if len(items) == 1:
        return items[0]
    if words and not 1 < len(items) <= MOST_FOUND:
        return Reply(say("No article of that name. /articles has all."))
    if items:
        return render_choices(items, action, say)
    return Reply(say("Nothing was read yet."))
