"""Which article does a reader mean?

By id, number in the list or title, as in /article; without words the one that they read or asked
about last, else the only one. Invariant: what cannot be seen in the chat is never meant, and where
it is not clear nothing is guessed: there are several.
"""

from bot.cards.reading import CHOICES
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import ListedArticle


async def articles_meant(session: Session, words: str, desk: Desk) -> list[ListedArticle]:
    """Return the articles that somebody may mean with some words, or without any."""
    if words:
        return await articles_called(session, words, desk)
    last = await _last(session, desk)
    return [last] if last else await visible_to(session, desk).catalogue.page(CHOICES, 0)


async def articles_called(session: Session, words: str, desk: Desk) -> list[ListedArticle]:
    """Return the articles of an id, a number in the list or a title."""
    articles = visible_to(session, desk).catalogue
    ids = await articles.find(words)
    return [item for one in ids if (item := await articles.item(one))]


async def article_meant(session: Session, replied: str, desk: Desk) -> str | None:
    """Return the id of the one article that a message without a title means; None if of several.

    `replied` is the message that it replies to, '' for none: what was answered there is meant.
    """
    turn = await desk.records.turns.of_reply(session.chat, replied) if replied else None
    key = next(iter(turn.passages), None) if turn else None
    passage = await visible_to(session, desk).catalogue.passage(key) if key else None
    if passage:
        return passage.article.id
    items = await articles_meant(session, "", desk)
    return items[0].article.id if len(items) == 1 else None


async def _last(session: Session, desk: Desk) -> ListedArticle | None:
    """Return the article that a person read or asked about last."""
    articles = visible_to(session, desk).catalogue
    records, place = desk.records, session.place("")
    bookmark = await records.bookmarks.latest(place.person)
    turn = await records.turns.latest(place, 0.0)
    if turn and turn.passages and (bookmark is None or turn.at > bookmark.at):
        passage = await articles.passage(turn.passages[0])
        return await articles.item(passage.article.id) if passage else None
    return await articles.item(bookmark.article) if bookmark else None
