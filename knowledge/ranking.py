"""Which of the candidates answers best?

Two steps: the index gives candidates with their first score; here each gets a weighted sum of what
speaks for it. Invariant: the same candidates and query give the same order; ties go to the passage
that was stored first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.features import NAMES, features
from knowledge.index import Candidate
from knowledge.query import Query
from knowledge.weights import Weights

# The weight of each feature, `first` being 1: fitted on 2026-11-22 by `python -m benchmarks fit` on
# the development questions of the three public sets, rounded. Mean recall@1 over their ten kinds of
# questions: .944; .943 with each set left out of its own fit.
SHARES = {
    "first": 1.0,
    "window": 0.95,
    "sentence": 0.5,
    "tight": 0.3,
    "whole": 0.1,
    "sounds": 0.6,
}

# A follow-up is mostly answered near what it follows ("and Shenzhen?": the next paragraph): shares
# of a perfect first score, fading with the distance in passages.
NEIGHBOUR_GAIN = 0.3
NEIGHBOURHOOD = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score, about 3 for one that holds all of the question."""

    passage: int
    score: float


def rank(
    query: Query, candidates: Sequence[Candidate], weights: Weights, anchor: int | None = None
) -> list[Hit]:
    """Return the candidates as hits, best first.

    `anchor` is the passage that answered the question before, for one that leans on it.
    """
    if not candidates:
        return []
    rows = features(query, candidates, weights)
    scores = rows @ [SHARES[name] for name in NAMES]
    hits = [
        Hit(candidate.passage, float(score) + _nearness(candidate.passage, anchor))
        for candidate, score in zip(candidates, scores, strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage))


def _nearness(passage: int, anchor: int | None) -> float:
    """Return what a passage gains by standing next to the anchor: rows are in reading order."""
    if anchor is None or passage == anchor:
        return 0.0
    return NEIGHBOUR_GAIN * max(0.0, 1 - abs(passage - anchor) / NEIGHBOURHOOD)
