"""A reader wants to read an article, not only an answer: where does it open?

Invariant: whoever comes back goes on where they stopped; what was shown last is the bookmark.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.pages import Page, page_with, pages_of
from bot.cards.reading import first_key
from bot.records.bookmarks import Bookmark
from bot.service.answer_views import Gone, gone, turn_here
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Article, ListedArticle, Span


@dataclass(frozen=True, slots=True)
class Opened:
    """An article in pages, open at one of them; `marked` is the passage that the reader follows."""

    item: ListedArticle
    article: Article
    pages: Sequence[Page]
    page: int = 0
    marked: Span | None = None


async def resume(session: Session, number: int, desk: Desk) -> Opened | None:
    """Open the article of a number where the reader stopped."""
    found = await visible_to(session, desk).catalogue.numbered(number)
    if found is None or not session.person:
        return None
    bookmark = await desk.records.bookmarks.get(session.person, found[0].article.id)
    page = page_with(pages_of(found[1]), bookmark.place) if bookmark else 0
    return await _opened(session, *found, page, desk)


async def turn_to(session: Session, number: int, page: int, desk: Desk) -> Opened | None:
    """Open the article of a number at a page, or at its last one if it has become shorter."""
    found = await visible_to(session, desk).catalogue.numbered(number)
    return await _opened(session, *found, page, desk) if found else None


async def contents(session: Session, number: int, desk: Desk) -> Opened | None:
    """Return the article of a number with its pages, and leave the bookmark where it is."""
    found = await visible_to(session, desk).catalogue.numbered(number)
    return Opened(*found, pages_of(found[1])) if found else None


async def open_at(session: Session, key: str, desk: Desk) -> Opened | None:
    """Open the article of a passage where it stands; None if the passage is not there any more."""
    articles = visible_to(session, desk).catalogue
    passage = await articles.passage(key)
    item = await articles.item(passage.article.id) if passage else None
    article = await articles.article(item.article.id) if item else None
    if passage is None or item is None or article is None:
        return None
    page = page_with(pages_of(article), passage.start)
    marked = Span(passage.start, passage.end)
    return await _opened(session, item, article, page, desk, marked=marked)


async def open_answer(
    session: Session, turn: int, position: int, desk: Desk
) -> Opened | Gone | None:
    """Open the article of one of the passages of an answer of this chat."""
    found = await turn_here(session, turn, desk)
    if found is None or position >= len(found.passages):
        return None
    key = found.passages[position]
    return await open_at(session, key, desk) or await gone(session, key, desk)


async def beginning(session: Session, item: ListedArticle, desk: Desk) -> str | None:
    """Return the key of an article's first passage, by which links name its beginning."""
    article = await visible_to(session, desk).catalogue.article(item.article.id)
    return first_key(article) if article else None


async def _opened(
    session: Session,
    item: ListedArticle,
    article: Article,
    page: int,
    desk: Desk,
    *,
    marked: Span | None = None,
) -> Opened | None:
    """Return an open article, and keep the page as the place where the reader is."""
    pages = pages_of(article)
    if not pages or not session.person:
        return None
    page = min(page, len(pages) - 1)  # the article may be shorter by now
    place = pages[page][0].span.start
    bookmark = Bookmark(session.person, article.id, place, desk.now())
    await desk.records.bookmarks.put(bookmark)
    return Opened(item, article, pages, page, marked)
