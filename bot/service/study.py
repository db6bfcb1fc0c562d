"""What is an article about, in its own words: keywords, central sentences, a quote of the day?

Invariant: everything is the article's own text with its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Article, Citation, DailyQuote, Keyword, ListedArticle, summary


@dataclass(frozen=True, slots=True)
class Keywords:
    """The words that an article is about."""

    item: ListedArticle
    article: Article
    words: Sequence[Keyword]


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences of an article that say what is in it, each with its passage."""

    item: ListedArticle
    citations: Sequence[Citation]


async def keywords_of(session: Session, number: int, desk: Desk) -> Keywords | None:
    """Return the keywords of the article of a number, if there is one."""
    articles = visible_to(session, desk)
    found = await articles.catalogue.numbered(number)
    return Keywords(*found, await articles.keywords(found[1])) if found else None


async def summary_of(session: Session, number: int, desk: Desk) -> Summary | None:
    """Return the summary of the article of a number, if there is one."""
    found = await visible_to(session, desk).catalogue.numbered(number)
    return Summary(found[0], await summary(found[1])) if found else None


async def quote_of_the_day(session: Session, desk: Desk) -> DailyQuote | None:
    """Return the sentence of today, of the articles that may answer here."""
    return await visible_to(session, desk).quote_of_the_day(session.today)
