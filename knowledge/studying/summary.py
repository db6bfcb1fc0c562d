"""What does an article say, in its own sentences, each quoted with its place?

Invariant: every sentence is a span of its passage and every passage one of the article, in the
article's order.
"""

import asyncio

from knowledge.model.answer import Citation, Wanted, source_of
from knowledge.model.article import Article, Span
from knowledge.model.passage import Passage
from knowledge.studying.coverage import covering


async def summary(article: Article) -> tuple[Citation, ...]:
    """Return the sentences that say what is in an article, in its order, each with its passage."""
    found = await asyncio.to_thread(covering, article)
    return tuple(
        _citation(rank, passage, sentence, article)
        for rank, (passage, sentence) in enumerate(found, start=1)
    )


def _citation(rank: int, passage: Passage, sentence: Span, article: Article) -> Citation:
    return Citation(
        rank=rank,
        score=1.0,
        passage=passage.key,
        quote=passage.span.of(article.text),
        highlight=sentence,
        words=Wanted(),
        start=passage.span.start,
        end=passage.span.end,
        paragraph=passage.paragraph,
        section=passage.section,
        article=source_of(article),
    )
