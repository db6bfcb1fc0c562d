"""How much does each term of a question weigh?

Invariant: weights are BM25's idf of the articles at hand; nothing else about the articles is used.
"""

import math
from collections.abc import Callable

from knowledge.folding import is_han
from knowledge.index import BOOSTS
from knowledge.query import Query, Term

# Shares of the best window, by the kind of term; with the index's boosts they were fitted on the
# development halves of the public question sets.
WINDOW_HAN = 1.5
WINDOW_PINYIN = 1.0
WINDOW_LATIN = 1.5

WEIGHED_FIELDS = ("words", "characters", "pinyin")  # what a perfect match would have to hold

Frequency = Callable[[str, str], int]


class Weights:
    """How much each term of a query weighs in this body of articles (BM25's idf)."""

    def __init__(self, passages: int, frequency: Frequency) -> None:
        self._passages = max(passages, 1)
        self._frequency = frequency
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, field: str, text: str) -> float:
        """Return the weight of a term; one that no passage has weighs most."""
        key = (field, text)
        if key not in self._known:
            count = self._frequency(field, text)
            rest = self._passages - count + 0.5
            self._known[key] = math.log(1 + max(rest, 0.5) / (count + 0.5))
        return self._known[key]


def perfect_score(query: Query, weights: Weights) -> float:
    """Return what a passage that holds every term of the query would score, roughly.

    Scores divided by it are comparable between questions, short and long.
    """
    total = 0.0
    for term in query.terms:
        if not term.is_typed or term.field not in WEIGHED_FIELDS:
            continue
        share = BOOSTS[term.field] + window_share(term)
        total += share * term.gain * weights(term.field, term.text)
    return total


def window_share(term: Term) -> float:
    """Return the share of a term in the best window."""
    if term.field == "pinyin":
        return WINDOW_PINYIN
    if term.field == "characters":
        return WINDOW_HAN if is_han(term.text[0]) else WINDOW_LATIN
    return 0.0
