"""How much does each term of a question weigh?

Invariant: weights are BM25's idf of the articles at hand; nothing else about the articles is used.
"""

import math
from collections.abc import Sequence

from knowledge.indexing.port import BOOSTS
from knowledge.model.query import Term

# Shares of the best window, by the kind of term; with the index's boosts they were fitted on the
# development halves of the public question sets.
WINDOW_SHARES = {"characters": 1.5, "stems": 1.5, "pinyin": 1.0}

WEIGHED_FIELDS = frozenset(
    ("words", "characters", "stems", "pinyin")
)  # what a perfect match would hold

# To follow a term through more passages than these costs more than it tells, as long as there are
# rarer ones: a body of articles has to be large before the most frequent characters reach it.
MOST_FOLLOWED, SHARE_FOLLOWED = 5_000, 0.02
FEWEST_FOLLOWED = 8  # terms: of a question in common words the rarest are followed all the same


def weigh(terms: Sequence[Term], counts: Sequence[int], passages: int) -> tuple[float, ...]:
    """Return how much each term weighs, its gain included; 0 for fields that do not count.

    `counts` says in how many passages each term stands; what no passage has weighs most.
    """
    return tuple(
        term.gain * idf(count, passages) if term.field in WEIGHED_FIELDS else 0.0
        for term, count in zip(terms, counts, strict=True)
    )


def worth_following(terms: Sequence[Term], counts: Sequence[int], passages: int) -> Sequence[Term]:
    """Return the terms by which candidates are to be found, without the most frequent ones."""
    most = max(MOST_FOLLOWED, int(SHARE_FOLLOWED * passages))
    if passages <= most:
        return terms
    kept = [term for term, count in zip(terms, counts, strict=True) if count <= most]
    if len(kept) >= FEWEST_FOLLOWED:
        return kept
    rarest = sorted(range(len(terms)), key=lambda at: counts[at])
    return [terms[at] for at in rarest[:FEWEST_FOLLOWED]]


def perfect_score(terms: Sequence[Term], weights: Sequence[float]) -> float:
    """Return what a passage that holds every term would score, roughly.

    Scores divided by it are comparable between questions, short and long.
    """
    return sum(
        (BOOSTS[term.field] + WINDOW_SHARES.get(term.field, 0.0)) * weight
        for term, weight in zip(terms, weights, strict=True)
        if weight and term.is_typed
    )


def idf(count: int, passages: int) -> float:
    """Return how rare it is to stand in so many of some passages, as BM25 has it."""
    rest = max(passages - count + 0.5, 0.5)
    return math.log1p(rest / (count + 0.5))
