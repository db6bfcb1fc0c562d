"""Who answers a message: the articles, one of them as a whole, or nobody because nothing was asked?

Invariant: small talk gets no citation; a summary is of the one article that is meant, and where
several may be, there is none; an opinion is never *answered*.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from knowledge.library.catalogue import Catalogue
from knowledge.model.answer import Answer, Citation, Intent, Verdict
from knowledge.model.article import Article
from knowledge.model.scope import Scope
from knowledge.search.confidence import ANSWERED_FROM
from knowledge.search.field_questions import field_asked, names, person_asked
from knowledge.search.intent import intent_of, is_asked
from knowledge.search.parser import MOST_BEFORE
from knowledge.search.searcher import Searcher
from knowledge.search.sentence import MOST_CITATIONS
from knowledge.studying.examples import Example, examples, topic_examples
from knowledge.studying.summary import summary

SUMMARY_CONFIDENCE = 0.99  # an article is there or it is not
JUST_RELATED = ANSWERED_FROM - 0.01  # the most that a question for an opinion reaches
EXAMPLES = 3
MOST_LOOKED_THROUGH = 2000  # articles, the newest, for the byline of an author
MOST_READ = 5  # articles of which examples are made, the newest
MOST_ASKED = 15  # of each kind, to see whether they are answered
MOST_KEPT = 16  # scopes whose examples are remembered


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers messages from the live articles."""

    searcher: Searcher
    catalogue: Catalogue
    _examples: dict[tuple[int, Scope], tuple[str, ...]] = field(default_factory=dict)

    async def answer(
        self, question: str, after: Sequence[str], within: Scope, near: str | None
    ) -> Answer:
        """Return the answer to a message; see `Selection.ask`."""
        intent = intent_of(question)
        if not near:
            after = tuple(filter(is_asked, after))[-MOST_BEFORE:]
        if intent.is_question:
            answer = await self.searcher.ask(question, after, within=within, near=near)
            if answer.verdict is not Verdict.ANSWERED:
                answer = await self._of_author(question, within) or answer
            if answer.verdict is Verdict.UNANSWERED and field_asked(question):
                answer = await self._of_several(answer, within)
            return _without_opinion(answer) if intent is Intent.OPINION else answer
        started = time.perf_counter()
        article = await self._meant(after, within, near) if intent is Intent.SUMMARY else None
        citations = await summary(article) if article else ()
        return await self._told(question, intent, citations, started)

    async def examples(self, within: Scope) -> tuple[str, ...]:
        """Return questions that the articles of a scope answer, three if there are as many."""
        kept = (await self.catalogue.version(), within)
        if kept not in self._examples:
            found = await self._found_examples(within)
            if len(self._examples) >= MOST_KEPT:
                self._examples.clear()
            self._examples[kept] = found
        return self._examples[kept]

    async def _of_author(self, question: str, within: Scope) -> Answer | None:
        """Return the answer to who somebody is that only the byline of some article names."""
        person = person_asked(question)
        if person is None:
            return None
        for item in await self.catalogue.within(within).page(MOST_LOOKED_THROUGH, 0):
            if names(item.article.author or "", person):
                return await self.searcher.ask(question, within=Scope((item.article.id,)))
        return None

    async def _of_several(self, answer: Answer, within: Scope) -> Answer:
        """Return what each of the newest articles says to a question about "this article".

        It is not clear which of them is meant, so it is related.
        """
        found: list[Citation] = []
        for one in await self._newest(within, MOST_READ):
            if len(found) == MOST_CITATIONS:
                break
            said = await self.searcher.ask(answer.question, within=Scope((one,)))
            if said.verdict is Verdict.ANSWERED:
                found.append(replace(said.citations[0], rank=len(found) + 1))
        if not found:
            return answer
        cited, sure = tuple(found), JUST_RELATED
        return replace(answer, verdict=Verdict.RELATED, confidence=sure, citations=cited)

    async def _told(
        self, question: str, intent: Intent, citations: tuple[Citation, ...], started: float
    ) -> Answer:
        return Answer(
            question,
            Verdict.ANSWERED if citations else Verdict.UNANSWERED,
            SUMMARY_CONFIDENCE if citations else 0.0,
            (time.perf_counter() - started) * 1000,
            citations,
            version=await self.catalogue.version(),
            intent=intent,
        )

    async def _meant(self, after: Sequence[str], within: Scope, near: str | None) -> Article | None:
        """Return the article that "this article" means: the only one, else that talked about."""
        ids = await self._newest(within, 2)
        if len(ids) > 1:
            ids = await self._talked_about(after, within, near)
        return await self.catalogue.article(ids[0]) if ids else None

    async def _talked_about(
        self, after: Sequence[str], within: Scope, near: str | None
    ) -> Sequence[str]:
        if near:
            passage = await self.catalogue.within(within).passage(near)
            return [passage.article.id] if passage else []
        answer = await self.searcher.ask(after[-1], after[:-1], within=within) if after else None
        return [citation.article.id for citation in answer.citations[:1]] if answer else []

    async def _newest(self, within: Scope, most: int) -> Sequence[str]:
        """Return the ids of some articles of a scope, the newest."""
        items = await self.catalogue.within(within).page(most, 0)
        return [item.article.id for item in items]

    async def _found_examples(self, within: Scope) -> tuple[str, ...]:
        chosen: list[str] = []
        for source in (examples, topic_examples):
            candidates = await self._candidates(source, within)
            for example in candidates[:MOST_ASKED]:
                if len(chosen) == EXAMPLES:
                    return tuple(chosen)
                if example.question not in chosen and await self._is_answered(example, within):
                    chosen.append(example.question)
        return tuple(chosen)

    async def _candidates(
        self, source: Callable[[Article], list[Example]], within: Scope
    ) -> list[Example]:
        """Return examples of the newest articles: questions first, of each one in turn."""
        ids = await self._newest(within, MOST_READ)
        articles = [await self.catalogue.article(one) for one in ids]
        made = [await asyncio.to_thread(source, article) for article in articles if article]
        longest = max(map(len, made), default=0)
        turned = [row[at] for at in range(longest) for row in made if at < len(row)]
        return sorted(turned, key=lambda one: not one.asks)

    async def _is_answered(self, example: Example, within: Scope) -> bool:
        answer = await self.searcher.ask(example.question, within=within)
        if answer.verdict is not Verdict.ANSWERED:
            return False
        sentence = answer.citations[0].highlight.of(answer.citations[0].quote)
        return example.answer in sentence and sentence.strip() != example.question


def _without_opinion(answer: Answer) -> Answer:
    """Return an answer to a question for an opinion: what it quotes is at most about the matter."""
    surest = min(answer.confidence, JUST_RELATED)
    verdict = Verdict.RELATED if answer.verdict is Verdict.ANSWERED else answer.verdict
    return replace(answer, verdict=verdict, confidence=surest, intent=Intent.OPINION)
