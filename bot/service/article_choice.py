"""Which article does a reader mean?

By id, number in the list or title, as in /article; without words the one that they read or asked
about last, else the only one. Invariant: in a group that has chosen articles, only those are meant;
where it is not clear nothing is guessed: there are several.
"""

from bot.cards.reading import CHOICES
from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import ListedArticle, Scope


async def articles_meant(session: Session, words: str, desk: Desk) -> list[ListedArticle]:
    """Return the articles that somebody may mean with some words, or without any."""
    articles = desk.base.catalogue
    if words:
        items = await articles_called(words, desk)
    else:
        last = await _last(session, desk)
        items = [last] if last else await articles.page(CHOICES, 0)
    if not session.scope:
        return items
    inside = await articles.ids(session.scope)
    allowed = [item for item in items if item.article.id in inside]
    if allowed or words:
        return allowed
    first = [one for one, _ in await articles.titles() if one in inside][:CHOICES]
    return [item for one in first if (item := await articles.item(one))]


async def articles_called(words: str, desk: Desk) -> list[ListedArticle]:
    """Return the articles of an id, a number in the list or a title."""
    articles = desk.base.catalogue
    ids = await articles.find(words)
    return [item for one in ids if (item := await articles.item(one))]


async def scope_meant(session: Session, replied: str, desk: Desk) -> Scope:
    """Return the one article that a message without a title means, or all of which it may be one.

    `replied` is the message that it replies to, '' for none: what was answered there is meant.
    """
    turn = await desk.records.turns.of_reply(session.chat, replied) if replied else None
    key = next(iter(turn.passages), None) if turn else None
    passage = await desk.base.catalogue.passage(key) if key else None
    if passage:
        return Scope((passage.article.id,))
    items = await articles_meant(session, "", desk)
    return Scope((items[0].article.id,)) if len(items) == 1 else session.scope


async def _last(session: Session, desk: Desk) -> ListedArticle | None:
    """Return the article that a person read or asked about last."""
    articles, records, place = desk.base.catalogue, desk.records, session.place("")
    bookmark = await records.bookmarks.latest(place.person)
    turn = await records.turns.latest(place, 0.0)
    if turn and turn.passages and (bookmark is None or turn.at > bookmark.at):
        passage = await articles.passage(turn.passages[0])
        return await articles.item(passage.article.id) if passage else None
    return await articles.item(bookmark.article) if bookmark else None
