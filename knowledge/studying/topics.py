"""What is an article about, and how much about each of it?

A topic is a term of the article. It weighs how often the article has it, times how rare it is in
Chinese texts of any kind (jieba's table), more if it stands in the title. Invariant: topics come
weightiest first; of two that stand inside one another only one is a topic.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.language.folding import fold
from knowledge.language.segmentation import rarity, segments
from knowledge.model.article import Article
from knowledge.studying.terms import terms

UNKNOWN_RARITY = 11.95  # the median of jieba's table, for a word that it lacks
COMMON_RARITY = 4.3  # below it jieba's table has words of every text: 进行, 工作, 问题
LEAST_RARITY = (
    3.5  # above which rarity counts: what a word of most texts is worth is nearly nothing
)
PART_SHARE = 1.7  # a word that stands hardly more often than a longer one around it is its part
IN_TITLE = 1.5  # a word of the title, beside 1 for others
MOST_TOPICS = 200


@dataclass(frozen=True, slots=True)
class Topic:
    """A term, folded, how often the article has it, and what it weighs."""

    text: str
    count: int
    weight: float


def body_of(article: Article) -> str:
    """Return what an article's paragraphs and headings say, each on a line of its own."""
    return "\n".join(block.span.of(article.text) for block in article.blocks)


def topics(article: Article) -> tuple[Topic, ...]:
    """Return what an article is about, the weightiest first."""
    folded, title = fold(body_of(article)), fold(article.title)
    counts = terms(folded)
    known = _rarities(counts)
    weights = {
        term: count * (known[term] - LEAST_RARITY) * (IN_TITLE if term in title else 1.0)
        for term, count in counts.items()
        if known[term] >= COMMON_RARITY
    }
    ranked = sorted(weights, key=lambda term: -weights[term])  # of equals, the one named first
    chosen = _of_their_own(ranked[: 2 * MOST_TOPICS], counts)[:MOST_TOPICS]
    return tuple(Topic(term, counts[term], weights[term]) for term in chosen)


def as_written(some: Sequence[Topic], article: Article) -> list[str]:
    """Return topics as an article writes them first: in its script, with its capitals."""
    shown = body_of(article)
    folded = fold(shown)
    places = [(folded.index(topic.text), len(topic.text)) for topic in some]
    return [shown[at : at + length] for at, length in places]


def _rarities(counts: Counter[str]) -> dict[str, float]:
    """Return how rare terms are; what is put together is as rare as its parts on average."""
    parts = {term: term.split() if term.isascii() else segments(term) for term in counts}
    known = rarity([*counts, *(part for some in parts.values() for part in some)])
    return {term: known.get(term) or _mean(parts[term], known) for term in counts}


def _mean(parts: Sequence[str], known: Mapping[str, float]) -> float:
    found = [known[part] for part in parts if part in known and len(part) > 1]
    return sum(found) / len(found) if found else UNKNOWN_RARITY


def _of_their_own(ranked: Sequence[str], counts: Counter[str]) -> list[str]:
    """Leave out what hardly stands outside a longer term, then what only adds words to another."""
    whole = [
        term
        for term in ranked
        if not any(
            term != longer and term in longer and counts[term] <= PART_SHARE * counts[longer]
            for longer in ranked
        )
    ]
    return [term for term in whole if not any(other != term and other in term for other in whole)]
