"""What can be asked of the articles of a scope: answers, passages, lists, whole articles?

Invariant: an article outside the scope does not exist here. Nothing of it is quoted, listed, opened
or counted, whatever key, id or number it is asked for by.
"""

from collections.abc import Sequence
from datetime import date

from knowledge.answering import Answering
from knowledge.library.catalogue import Catalogue
from knowledge.model.answer import Answer, Citation
from knowledge.model.article import Article
from knowledge.model.comparison import Compared
from knowledge.model.scope import Scope
from knowledge.search.searcher import Searcher
from knowledge.studying import study
from knowledge.studying.keywords import Keyword
from knowledge.studying.study import DailyQuote


class Selection:
    """The live articles of a scope as somebody asks and reads them; `catalogue` lists them."""

    def __init__(
        self, scope: Scope, searcher: Searcher, answering: Answering, catalogue: Catalogue
    ) -> None:
        self.scope = scope
        self._searcher = searcher
        self._answering = answering
        self.catalogue = catalogue.within(scope)

    async def ask(
        self,
        question: str,
        after: str | Sequence[str] | None = None,
        *,
        near: str | None = None,
        about: str | None = None,
    ) -> Answer:
        """Answer a question, perhaps as a follow-up of what was asked before it, the last one last.

        `near` is the key of a passage that was quoted, `after` being the words: the search starts
        there. `about` is the id of the only article that may answer. The answer's `intent` tells
        whether this was a question at all: small talk is *unanswered*; what asks for an article as
        a whole cites its summary, or nothing where several may be meant.
        """
        before = (after,) if isinstance(after, str) else tuple(after or ())
        is_here = about and await self.catalogue.item(about)
        within = Scope((about,)) if about and is_here else self.scope
        return await self._answering.answer(question, before, within, near)

    async def examples(self) -> tuple[str, ...]:
        """Return questions that the articles answer, three if there are as many."""
        return await self._answering.examples(self.scope)

    async def search(self, question: str, offset: int, limit: int) -> tuple[Citation, ...]:
        """Return a part of all the passages that come close to a question, best first.

        There are forty at most, and none for a question that the articles do not touch.
        """
        return await self._searcher.search(question, offset, limit, self.scope)

    async def cite(self, question: str, key: str) -> Citation | None:
        """Return the live passage of a key as a citation for a question; None if it is gone.

        A passage with the same text counts: the article may have moved or got another id.
        """
        return await self._searcher.cite(question, key, self.scope)

    async def compare(self, text: str) -> Compared:
        """Return the passages that say a text, best first, with what differs."""
        return await self._searcher.compare(text, self.scope)

    async def keywords(self, article: Article) -> tuple[Keyword, ...]:
        """Return the words that an article is about, the weightiest first."""
        return await study.keywords_of(article, await self._searcher.frequencies())

    async def quote_of_the_day(self, day: date) -> DailyQuote | None:
        """Return a good sentence, the same all day long; None if there is none."""
        titles = await self.catalogue.titles()
        return await study.quote_of_the_day(titles, day, self.catalogue.listed)
