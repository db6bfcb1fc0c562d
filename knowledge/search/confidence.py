"""Do the articles answer the question at all?

Confidence is a number from 0 to 1 made from the score of the best passage, which is a share of what
the question asks for, from how far it is ahead of those behind it, and from whether it has the
places and numbers that are named. Invariant: a passage that holds more of the question never has
less of it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model.answer import Verdict
from knowledge.search.ranking import Hit, Ranking

# A logistic regression of "is this question answerable?", fitted on 2026-11-24 by
# `python -m benchmarks fit` on the development questions of the three public sets and on bodies of
# 5, 25 and 250 of their passages, with titles and without, each weighing the same; AUROC .996, .986
# and .972. PER_LACKING and OFFSET are stricter than the fit (-2.4 and -9.0), for an answer that is
# none costs more than a modest one. The first two would be .86 and 1.0: the sets hardly tell (AUROC
# within .0007), but a name alone, which none of their questions is, would be less sure.
PER_SCORE = 1.3
PER_SCORE_OF_LONG = 0.78
PER_FIRST_OF_LONG = 3.25
PER_LEAD = 5.3
PER_LACKING = -3.4
OFFSET = -9.85

ANSWERED_FROM = 0.5
"""From here on the passage is shown as the answer."""

RELATED_FROM = 0.01
"""From here on passages are shown as the closest ones; below, the articles are silent."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What confidence is made from.

    The same share of a question says more the more terms the question has, hence the products with
    `length`, a logarithm of their number. `lead` is how far the best score is above the mean of the
    others that are shown, as a share of it. `lacking` is the share of the places and numbers named
    in the question that the best passage lacks: what holds of Shanghai is no answer about Shenzhen.
    """

    score: float
    score_of_long: float
    first_of_long: float
    lead: float
    lacking: float


def signs(hits: Sequence[Hit], terms: int, lacking: float) -> Signs:
    """Return the signs of at least one hit for a question of so many terms."""
    best, others = hits[0], hits[1:]
    length = math.log1p(terms)
    behind = sum(hit.score for hit in others) / len(others) if others else 0.0
    lead = (best.score - behind) / max(best.score, 1e-9)
    return Signs(best.score, best.score * length, best.first * length, lead, lacking)


def confidence(ranking: Ranking) -> float:
    """Return the confidence of the first hit of a ranking; 0 without a hit."""
    if not ranking.hits:
        return 0.0
    found = signs(ranking.hits, ranking.terms, ranking.lacking)
    odds = (
        PER_SCORE * found.score
        + PER_SCORE_OF_LONG * found.score_of_long
        + PER_FIRST_OF_LONG * found.first_of_long
        + PER_LEAD * found.lead
        + PER_LACKING * found.lacking
        + OFFSET
    )
    return 1 / (1 + math.exp(-odds))


def verdict(value: float) -> Verdict:
    """Return the outcome that a confidence stands for."""
    if value >= ANSWERED_FROM:
        return Verdict.ANSWERED
    return Verdict.RELATED if value >= RELATED_FROM else Verdict.UNANSWERED
