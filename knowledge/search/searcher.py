"""What can be asked of the articles that are live now?

Invariant: a question takes one snapshot of the index and is answered from it alone; where the index
turns out to be damaged it is built anew, and the question is asked once more.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from knowledge.comparing.comparing import compare
from knowledge.indexing.live_index import LiveIndex
from knowledge.indexing.port import IndexUnusableError
from knowledge.model.answer import Answer, Citation
from knowledge.model.comparison import Compared
from knowledge.model.query import Term
from knowledge.model.scope import WHOLE, Scope
from knowledge.runtime.priority import Priority
from knowledge.search import pipeline
from knowledge.search.live_synonyms import LiveSynonyms
from knowledge.search.other_language.live_dictionary import LiveDictionary
from knowledge.search.pipeline import Live, Start
from knowledge.storage.articles import ArticleStore

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Searcher:
    """Asks the live index; `priority` lets those who ask go first."""

    index: LiveIndex
    synonyms: LiveSynonyms
    dictionary: LiveDictionary
    articles: ArticleStore
    priority: Priority

    async def ask(
        self,
        question: str,
        after: Sequence[str] = (),
        *,
        within: Scope = WHOLE,
        near: str | None = None,
    ) -> Answer:
        """Answer a question; see `Selection.ask`."""

        async def answered(live: Live) -> Answer:
            return await pipeline.ask(question, after, live, await self._start(near, within))

        with self.priority.asking():
            return await self._undamaged(answered, within)

    async def search(
        self, question: str, offset: int, limit: int, within: Scope = WHOLE
    ) -> tuple[Citation, ...]:
        """Return a part of all the passages that come close to a question, best first."""

        async def found(live: Live) -> tuple[Citation, ...]:
            return await pipeline.search(question, live, offset, limit)

        with self.priority.asking():
            return await self._undamaged(found, within)

    async def cite(self, question: str, key: str, within: Scope = WHOLE) -> Citation | None:
        """Return the live passage of a key as a citation for a question; None if it is gone."""
        passage = await self.articles.passage(key, within)
        if passage is None:
            return None

        async def cited(live: Live) -> Citation:
            return await pipeline.cite(question, passage, live)

        return await self._undamaged(cited)

    async def compare(self, text: str, within: Scope = WHOLE) -> Compared:
        """Return the passages that say a text, best first."""

        async def compared(live: Live) -> Compared:
            return await asyncio.to_thread(compare, text, live.snapshot, live.within)

        with self.priority.asking():
            return await self._undamaged(compared, within)

    async def frequencies(self) -> Callable[[Sequence[Term]], tuple[Sequence[int], int]]:
        """Return what counts the live passages that have some terms, and all of them."""
        snapshot = await self.index.current()

        def frequencies(terms: Sequence[Term]) -> tuple[Sequence[int], int]:
            return snapshot.frequencies(terms), snapshot.passages

        return frequencies

    async def _undamaged(self, work: Callable[[Live], Awaitable[T]], within: Scope = WHOLE) -> T:
        """Return what some work finds in the live index, again if it meets damage there."""
        try:
            return await work(await self._live(within))
        except IndexUnusableError:  # damaged where opening it does not look
            self.index.distrust()
        return await work(await self._live(within))

    async def _live(self, within: Scope) -> Live:
        snapshot = await self.index.current()
        return Live(snapshot, self.synonyms.now().synonyms, self.dictionary, within)

    async def _start(self, key: str | None, within: Scope) -> Start | None:
        passage = await self.articles.passage(key, within) if key else None
        revision = await self.articles.revision_of(passage.passage) if passage else None
        return Start(passage.passage, revision) if passage and revision else None
