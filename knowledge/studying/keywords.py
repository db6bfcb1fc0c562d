"""Which words is an article about?

Each word weighs how often the article has it, times how rare it is: in Chinese texts of any kind
(jieba's table) and in the passages of this body (the index). Invariant: a keyword is shown as the
article writes it; the same article in the same body has the same keywords, in the same order.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.language.folding import fold
from knowledge.language.segmentation import chinese_words, rarity
from knowledge.language.tokens import LATIN_RUN, RUN, STOP_WORDS, stem
from knowledge.model.article import Article
from knowledge.model.query import Term

MOST_KEYWORDS = 12
SHORTEST = 2  # characters: single Han characters and letters say nothing alone
UNKNOWN_RARITY = 11.95  # the median of jieba's table, for a word that it lacks
COMMON_RARITY = 4.3  # below it jieba's table has words of every text: 进行, 工作, 问题
PART_SHARE = 1.5  # a word that stands hardly more often than a longer one around it is its part

Frequencies = Callable[[Sequence[Term]], tuple[Sequence[int], int]]
"""In how many passages terms stand, and how many passages there are."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word as the article writes it first, and how often the article has it."""

    text: str
    count: int


def keywords(article: Article, frequencies: Frequencies) -> tuple[Keyword, ...]:
    """Return the words that an article is about, the weightiest first."""
    shown = "\n".join(block.span.of(article.text) for block in article.blocks)
    folded = fold(shown)
    counts = _counted(folded)
    words = sorted(counts)
    stands, passages = frequencies([_term(word) for word in words])
    known = rarity(words)
    weights = {
        word: count_weight(counts[word], known.get(word, UNKNOWN_RARITY), stand, passages)
        for word, stand in zip(words, stands, strict=True)
    }
    ranked = sorted((word for word in words if weights[word] > 0), key=lambda w: (-weights[w], w))
    chosen = _without_parts(ranked, counts)[:MOST_KEYWORDS]
    return tuple(Keyword(_as_written(word, folded, shown), counts[word]) for word in chosen)


def count_weight(count: int, rare: float, stands: int, passages: int) -> float:
    """Return what a word weighs; nothing if it is a word of every text."""
    if rare < COMMON_RARITY:
        return 0.0
    return count * rare * math.log(1 + passages / (stands + 0.5))


def _counted(folded: str) -> Counter[str]:
    counts = Counter(word for word in chinese_words(folded) if len(word) >= SHORTEST)
    for match in RUN.finditer(folded):
        word = match.group()
        if match.lastindex == LATIN_RUN and len(word) >= SHORTEST and word.isalpha():
            counts[word] += 1
    return Counter({word: count for word, count in counts.items() if word not in STOP_WORDS})


def _term(word: str) -> Term:
    return Term("stems", stem(word)) if word.isascii() else Term("words", word)


def _without_parts(ranked: Sequence[str], counts: Counter[str]) -> list[str]:
    """Leave out what only stands inside a longer keyword."""
    return [
        word
        for word in ranked
        if not any(
            word != longer and word in longer and counts[word] <= PART_SHARE * counts[longer]
            for longer in ranked[: 2 * MOST_KEYWORDS]
        )
    ]


def _as_written(word: str, folded: str, shown: str) -> str:
    at = folded.find(word)
    return shown[at : at + len(word)] if at >= 0 else word
