"""Which articles are there, and what can be done with one?

Invariant: an article's number stays its own over reloads; removing one deletes no text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Article, ListedArticle, Report, Selection, markdown_of, safe_stem


@dataclass(frozen=True, slots=True)
class Listing:
    """Some of the articles, the first of which has a place from 0 in the whole."""

    items: Sequence[ListedArticle]
    start: int
    articles: int
    passages: int


async def listing(session: Session, start: int, most: int, desk: Desk) -> Listing:
    """Return a page of the list of articles that can be seen here; see `part_of`."""
    return await part_of(visible_to(session, desk), start, most)


async def part_of(articles: Selection, start: int, most: int) -> Listing:
    """Return a page of the list of some articles; the last one if the list is shorter by now."""
    total, passages = await articles.catalogue.counts()
    start = max(0, min(start, (total - 1) // most * most))
    return Listing(await articles.catalogue.page(most, start), start, total, passages)


async def numbered(
    session: Session, number: int, desk: Desk
) -> tuple[ListedArticle, Article] | None:
    """Return the article of a number, if there is one that can be seen here."""
    return await visible_to(session, desk).catalogue.numbered(number)


def may_change(session: Session) -> bool:
    """Tell whether articles can be exported and removed: by admins, where nobody else sees it."""
    return session.private and session.is_from_admin


def exported(article: Article) -> tuple[str, bytes]:
    """Return the file name and the content of an article in Markdown."""
    content = markdown_of(article).encode("utf-8", "surrogatepass")
    return f"{safe_stem(article.title)}.md", content


async def remove(session: Session, article: Article, desk: Desk) -> Report:
    """Remove an article, its file is renamed; raise KnowledgeError where it stays."""
    return await desk.base.editor.remove(desk.settings.articles, article, who=session.person)
