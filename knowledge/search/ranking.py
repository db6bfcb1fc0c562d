"""Which of the candidates answers best?

Two steps: the index gives candidates with their first score; here each gets a weighted sum of what
speaks for it. Invariant: the same candidates and query give the same order; ties go to the passage
that was stored first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.indexing.port import Candidates, Document
from knowledge.model.article import Span
from knowledge.model.query import Query
from knowledge.search.by_number import Numbered
from knowledge.search.evidence import Evidence, columns_of, evidence
from knowledge.search.features import NAMES, features
from knowledge.search.sentence import answering_sentence
from knowledge.search.weights import perfect_score

# The weight of each feature, `first` being 1: fitted on 2026-11-24 by `python -m benchmarks fit` on
# the development questions of the three public sets, rounded. Mean recall@1 over their ten kinds of
# questions: .945; .943 with each set left out of its own fit.
SHARES = {
    "first": 1.0,
    "window": 1.04,
    "asked": 0.52,
    "tight": 0.42,
    "sounds": 0.58,
}

# A follow-up is mostly answered near what it follows ("and Shenzhen?": the next paragraph): shares
# of a perfect first score, fading with the distance in passages.
NEIGHBOUR_GAIN = 0.3
NEIGHBOURHOOD = 4


MOST_HITS = 10  # more are ranked, but nobody looks at them


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score, about 3 for one that holds all of the question.

    `first` is what the first step gave, about 1 for such a passage; `candidate` is its place among
    the candidates.
    """

    passage: int
    score: float
    first: float
    candidate: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """The passage near which an answer is looked for, and what it gains itself.

    Of a follow-up it is the one that answered before and gains nothing; of a question about words
    that were quoted it is where they stand, and gains as much as its neighbours.
    """

    passage: int
    gain: float = 0.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best candidates, best first, and where the question's terms stand in them.

    `documents` are those of all candidates, by their places; `number` is the one that is asked for.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    found: Evidence | None = None
    documents: Sequence[Document] = ()
    number: Numbered | None = None

    @property
    def terms(self) -> int:
        """How many different things the question names."""
        return self.found.columns.terms if self.found else 0

    @property
    def lacking(self) -> float:
        """Which share of the places and numbers that the question names the first hit lacks."""
        return self.found.lacking(self.hits[0].candidate) if self.found and self.hits else 0.0

    def sentence(self, hit: Hit) -> Span:
        """Return the sentence of a hit that answers best, a span of its passage."""
        if self.found is None:
            return Span(0, 0)
        return answering_sentence(self.found, self.query.asks, hit.candidate)


def rank(
    query: Query,
    candidates: Candidates,
    weights: Sequence[float],
    anchor: Anchor | None = None,
    most: int = MOST_HITS,
) -> Ranking:
    """Return the best candidates, best first.

    `weights` are those of the query's terms, `anchor` is for a follow-up
    or on words that were quoted, `most` is how many are returned.
    """
    found = evidence(columns_of(query.terms, weights), candidates.profiles)
    perfect = perfect_score(query.terms, weights)
    rows = features(found, query.asks, candidates.scores, perfect)
    passages, scores, firsts = (
        candidates.passages,
        (rows @ _SHARES).tolist(),
        rows[:, FIRST].tolist(),
    )
    if anchor is not None:
        scores = [s + _nearness(p, anchor) for s, p in zip(scores, passages, strict=True)]
    best = sorted(range(len(scores)), key=lambda at: (-scores[at], passages[at]))[:most]
    hits = (Hit(passages[at], scores[at], firsts[at], at) for at in best)
    return Ranking(query, tuple(hits), found, candidates.documents)


def _nearness(passage: int, anchor: Anchor) -> float:
    """Return what a passage gains by standing next to the anchor: rows are in reading order."""
    if passage == anchor.passage:
        return anchor.gain
    return NEIGHBOUR_GAIN * max(0.0, 1 - abs(passage - anchor.passage) / NEIGHBOURHOOD)


_SHARES = np.array([SHARES[name] for name in NAMES])
FIRST = NAMES.index("first")
