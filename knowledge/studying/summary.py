"""What does an article say, in its own sentences, each quoted with its place?

Invariant: every sentence is a span of its passage and every passage one of the article, in the
article's order.
"""

import asyncio

from knowledge.model.answer import Citation, Wanted, source_of
from knowledge.model.article import Article, Span
from knowledge.model.passage import Passage
from knowledge.reading.passages import passages
from knowledge.studying.centrality import Sentence, central_sentences

SUMMARISED = 5  # sentences


async def summary(article: Article) -> tuple[Citation, ...]:
    """Return the sentences that say what is in an article, in its order, each with its passage."""
    return await asyncio.to_thread(_summary, article)


def _summary(article: Article) -> tuple[Citation, ...]:
    found = sorted(central_sentences(article, SUMMARISED), key=lambda one: one.span.start)
    by_key = {passage.key: passage for passage in passages(article)}
    return tuple(
        _citation(rank, sentence, by_key[sentence.passage], article)
        for rank, sentence in enumerate(found, start=1)
    )


def _citation(rank: int, sentence: Sentence, passage: Passage, article: Article) -> Citation:
    return Citation(
        rank=rank,
        score=1.0,
        passage=passage.key,
        quote=passage.span.of(article.text),
        highlight=Span(
            sentence.span.start - passage.span.start, sentence.span.end - passage.span.start
        ),
        words=Wanted(),
        start=passage.span.start,
        end=passage.span.end,
        paragraph=passage.paragraph,
        section=passage.section,
        article=source_of(article),
    )
