"""Which sentences of an article say most of what it says?

A sentence is central if it shares rare words with many central sentences: the idea of TextRank
(Mihalcea and Tarau, 2004) and LexRank (Erkan and Radev, 2004), the stationary weight of a walk that
goes from sentence to sentence by their likeness. Invariant: nothing is written anew, every sentence
is a span of the article; the same article gives the same sentences.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.language.folding import fold
from knowledge.language.sentences import sentences
from knowledge.language.tokens import STOP_WORDS, cut, double_characters, stem
from knowledge.model.article import Article, Span
from knowledge.reading.passages import passages

SHORTEST, LONGEST = 12, 300  # characters of a sentence that can stand for an article
MOST_COMPARED = 500  # sentences: their pairs cost half a second; of longer articles every nth
PAIRS = ("“”", "「」", "『』", "《》", "()", "（）")
DAMPING, ROUNDS = 0.85, 30  # of the walk, as usual
TOO_ALIKE = 0.5  # cosine from which on a second sentence adds nothing


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, the passage (key) and the paragraph that it stands in."""

    span: Span
    passage: str
    paragraph: int


def central_sentences(article: Article, most: int) -> tuple[Sentence, ...]:
    """Return the most central sentences of an article, the most central first."""
    found = _compared(_sentences(article))
    vectors = _vectors([sentence.span.of(article.text) for sentence in found])
    weights = _walk(_likeness(vectors))
    chosen: list[int] = []
    for at in sorted(range(len(found)), key=lambda at: (-weights[at], at)):
        if len(chosen) == most:
            break
        if all(_cosine(vectors[at], vectors[other]) < TOO_ALIKE for other in chosen):
            chosen.append(at)
    return tuple(found[at] for at in chosen)


def _sentences(article: Article) -> list[Sentence]:
    return [
        Sentence(span.shifted(passage.span.start), passage.key, passage.paragraph)
        for passage in passages(article)
        for span in sentences(passage.span.of(article.text))
        if SHORTEST <= span.end - span.start <= LONGEST
        and _is_whole(span.of(passage.span.of(article.text)))
    ]


def _is_whole(text: str) -> bool:
    """Tell whether a sentence says something alone: half a speech and a question do not."""
    closed = all(text.count(pair[0]) == text.count(pair[1]) for pair in PAIRS)
    return closed and not text.endswith(("?", "？"))


def _compared(found: list[Sentence]) -> list[Sentence]:
    step = -(-len(found) // MOST_COMPARED)
    return found[:: max(step, 1)]


Vector = Mapping[str, float]


def _vectors(texts: Sequence[str]) -> list[Vector]:
    """Return texts as their terms with weights, each of length 1."""
    counted = [Counter(_terms(text)) for text in texts]
    stands = Counter(term for terms in counted for term in terms)
    return [_unit({t: n * math.log(len(texts) / stands[t]) for t, n in c.items()}) for c in counted]


def _terms(text: str) -> list[str]:
    parts = cut(fold(text))
    latin = [stem(word) for word in parts.latin if word not in STOP_WORDS]
    return double_characters(parts) + latin


def _unit(weights: Mapping[str, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items() if weight} if length else {}


def _likeness(vectors: Sequence[Vector]) -> list[dict[int, float]]:
    """Return for each sentence those that share a term with it, and their cosines."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    rows: list[dict[int, float]] = [defaultdict(float) for _ in vectors]
    for at, vector in enumerate(vectors):
        for term, weight in vector.items():
            for other, other_weight in holders[term]:
                rows[at][other] += weight * other_weight
                rows[other][at] += weight * other_weight
            holders[term].append((at, weight))
    return rows


def _walk(rows: Sequence[Mapping[int, float]]) -> list[float]:
    size = len(rows)
    weights, sums = [1.0] * size, [sum(row.values()) for row in rows]
    for _ in range(ROUNDS):
        weights = [
            (1 - DAMPING)
            + DAMPING * sum(weights[other] * value / sums[other] for other, value in row.items())
            for row in rows
        ]
    return weights


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())
