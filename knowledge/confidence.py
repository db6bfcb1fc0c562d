"""Do the articles answer the question at all?

Confidence is a number from 0 to 1 made from two things: the score of the best passage, which is a
share of what the question asks for, and how far it is ahead of the next one. Invariant: it does not
depend on how long the question is, and a passage that holds more of it never has less of it.
"""

import math
from collections.abc import Sequence

from knowledge.answer import Verdict
from knowledge.ranking import Hit

# A logistic regression of "is this question answerable?", fitted on 2026-11-22 by
# `python -m benchmarks fit` on the development questions of the three public sets, each set and
# each outcome weighing the same; the offset is a little stricter than the fit, for an answer that
# is none costs more than a modest one.
PER_SCORE = 3.8
PER_LEAD = 6.3
OFFSET = -7.1

# Among few passages the best one is far ahead by chance: with so many, its lead counts one half.
PASSAGES_FOR_LEAD = 100

ANSWERED_FROM = 0.5
"""From here on the passage is shown as the answer."""

RELATED_FROM = 0.02
"""From here on passages are shown as the closest ones; below, the articles are silent."""


def confidence(hits: Sequence[Hit], passages: int) -> float:
    """Return the confidence of the first of some hits among so many passages; 0 without a hit.

    >>> round(confidence([Hit(1, 2.0), Hit(2, 1.5)], passages=10_000), 2)
    0.89
    """
    if not hits:
        return 0.0
    best = hits[0].score
    lead = 1.0 if len(hits) == 1 else (best - hits[1].score) / max(best, 1e-9)
    lead *= passages / (passages + PASSAGES_FOR_LEAD)
    return 1 / (1 + math.exp(-(PER_SCORE * best + PER_LEAD * lead + OFFSET)))


def verdict(value: float) -> Verdict:
    """Return the outcome that a confidence stands for."""
    if value >= ANSWERED_FROM:
        return Verdict.ANSWERED
    return Verdict.RELATED if value >= RELATED_FROM else Verdict.UNANSWERED
