"""Which words is an article about?

They are its topics, each weighing less the more of the other articles' passages have it, too.
Invariant: a keyword is shown as the article writes it; the same article in the same body has the
same keywords, in the same order.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.language.folding import fold
from knowledge.language.tokens import stem
from knowledge.model.article import Article
from knowledge.model.query import Term
from knowledge.reading.passages import passages
from knowledge.studying.topics import Topic, as_written, topics

MOST_KEYWORDS = 12

Frequencies = Callable[[Sequence[Term]], tuple[Sequence[int], int]]
"""In how many passages terms stand, and how many passages there are."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word as the article writes it first, and how often the article has it."""

    text: str
    count: int


def keywords(article: Article, frequencies: Frequencies) -> tuple[Keyword, ...]:
    """Return the words that an article is about, the weightiest first."""
    found = topics(article)
    told = _elsewhere(found, article, frequencies)
    weights = [topic.weight * rare for topic, rare in zip(found, told, strict=True)]
    order = sorted(range(len(found)), key=lambda at: -weights[at])
    first = [found[at] for at in order[:MOST_KEYWORDS]]
    written = as_written(first, article)
    return tuple(Keyword(text, topic.count) for text, topic in zip(written, first, strict=True))


def _elsewhere(
    found: Sequence[Topic], article: Article, frequencies: Frequencies
) -> Sequence[float]:
    """Return how much topics tell this article from the others: the logarithm of their rarity.

    An article alone has nothing to be told from: what stands in all its passages is its subject.
    """
    own = [fold(passage.span.of(article.text)) for passage in passages(article)]
    stands, total = frequencies([_term(topic.text) for topic in found])
    others = max(total - len(own), 0)
    return [
        math.log(2 + others / (max(stand - _having(topic.text, own), 0) + 1))
        for topic, stand in zip(found, stands, strict=True)
    ]


def _having(term: str, passages: Sequence[str]) -> int:
    return sum(term in passage for passage in passages)


def _term(word: str) -> Term:
    return Term("stems", stem(word)) if word.isascii() else Term("words", word)
