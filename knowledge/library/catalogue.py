"""What can be read and found: which articles are live, and what do they say?

Invariant: this only reads, and only what is live, but for a passage of an earlier version that is
told as such; of a scope it tells only what lies inside, as if nothing else were there.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from knowledge.language.folding import fold
from knowledge.library import permalinks
from knowledge.library.page_address import canonical, host_of
from knowledge.library.permalinks import Changed
from knowledge.model.article import Article
from knowledge.model.listing import Arrival, ListedArticle
from knowledge.model.passage import StoredPassage
from knowledge.model.scope import WHOLE, Scope
from knowledge.storage.arrivals import Arrivals
from knowledge.storage.articles import ArticleStore
from knowledge.storage.listings import Listings

MOST_DIGITS = 9  # of a place in the list; a longer number is a title or nothing
MOST_FOUND = 8  # articles that a title may mean before it means nothing


class Catalogue:
    """The live articles of a scope as somebody looks through them and reads them."""

    def __init__(
        self,
        articles: ArticleStore,
        listings: Listings,
        arrivals: Arrivals,
        scope: Scope = WHOLE,
    ) -> None:
        self._articles = articles
        self._listings = listings
        self._arrivals = arrivals
        self._scope = scope

    def within(self, scope: Scope) -> "Catalogue":
        """Return the catalogue of a scope: what lies outside does not exist for it."""
        if scope == self._scope:
            return self
        return Catalogue(self._articles, self._listings, self._arrivals, scope)

    async def version(self) -> int:
        """Return the knowledge version, 0 before the first."""
        return await self._articles.version()

    async def counts(self) -> tuple[int, int]:
        """Return how many articles and passages are live."""
        return await self._articles.counts(self._scope)

    async def page(self, limit: int, offset: int) -> list[ListedArticle]:
        """Return a part of the list, newest first."""
        return await self._listings.page(limit, offset, self._scope)

    async def item(self, article: str) -> ListedArticle | None:
        """Return a live article by its id, as a list shows it."""
        return await self._listings.item(article, self._scope)

    async def at_address(self, url: str) -> ListedArticle | None:
        """Return the live article from an address, however that is written."""
        wanted = canonical(url)
        host = host_of(wanted)
        if not host:
            return None
        for article, address in await self._listings.addresses(host, self._scope):
            if canonical(address) == wanted:
                return await self.item(article)
        return None

    async def listed(self, article: str) -> tuple[ListedArticle, Article] | None:
        """Return a live article by its id, as a list shows it and whole."""
        return await self._whole(await self.item(article))

    async def numbered(self, number: int) -> tuple[ListedArticle, Article] | None:
        """Return the live article of a number, likewise; None if there is none any more."""
        return await self._whole(await self._listings.numbered(number, self._scope))

    async def article(self, article: str) -> Article | None:
        """Return a live article by its id, whole."""
        return await self._articles.article(article, self._scope)

    async def articles(self) -> AsyncIterator[Article]:
        """Yield all live articles, whole, in the order of their ids."""
        for name in sorted(await self._articles.ids(self._scope)):
            article = await self._articles.article(name)
            if article:
                yield article

    async def titles(self) -> list[tuple[str, str]]:
        """Return id and title of every live article, newest first."""
        return await self._listings.titles(self._scope)

    async def folders(self) -> list[str]:
        """Return the folders that hold live articles, also those that hold only folders."""
        return await self._listings.folders(self._scope)

    async def find(self, words: str) -> list[str]:
        """Return the ids of the articles that an id, a place in the list or a title means.

        A title may be given in either script and in part. More than MOST_FOUND mean none of them.
        """
        words = words.strip()
        if await self.item(words):
            return [words]
        if words.isdecimal() and len(words) <= MOST_DIGITS and int(words):
            return [item.article.id for item in await self.page(1, int(words) - 1)]
        titles = await self.titles()
        return await asyncio.to_thread(_of_title, fold(words), titles)

    async def passage(self, key: str) -> StoredPassage | None:
        """Return the live passage of a key, or one with the same text."""
        return await self._articles.passage(key, self._scope)

    async def around(self, key: str) -> tuple[StoredPassage | None, StoredPassage | None]:
        """Return the live passages before and after the one of a key."""
        return await self._articles.around(key, self._scope)

    async def changed(self, key: str) -> Changed | None:
        """Return what became of a passage that is not live; None if nothing is known of it."""
        return await permalinks.changed(key, self._articles, self._scope)

    async def titles_of(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the titles of the articles whose live passages have some keys, by key."""
        return await self._articles.titles_of(list(keys), self._scope)

    async def articles_of(self, passages: Sequence[int]) -> Mapping[int, str]:
        """Return the ids of the articles of passages, by the passages' row numbers."""
        return await self._articles.articles_of(passages, self._scope)

    async def arrived_since(self, version: int) -> list[Arrival]:
        """Return the live articles that came after a version, newest first."""
        return await self._arrivals.since(version, self._scope)

    async def _whole(self, item: ListedArticle | None) -> tuple[ListedArticle, Article] | None:
        article = await self.article(item.article.id) if item else None
        return (item, article) if item and article else None


def says(arrival: Arrival, keyword: str) -> bool:
    """Tell whether a word stands in an article's title or text, in either script and any width."""
    return fold(keyword) in fold(f"{arrival.article.title}\n{arrival.text}")


def _of_title(words: str, titles: Sequence[tuple[str, str]]) -> list[str]:
    folded = [(article, fold(title)) for article, title in titles]
    exactly = [article for article, title in folded if title == words]
    return exactly or [a for a, title in folded if words and words in title][: MOST_FOUND + 1]
