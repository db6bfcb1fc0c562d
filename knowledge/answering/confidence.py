"""Do the articles answer the question at all?

Confidence is a number from 0 to 1 made from the score of the best passage, which is a share of what
the question asks for, from how far it is ahead of those behind it, and from how much of the
question stands above it: an article about the very thing is likelier to tell. A passage that lacks
a number of the question is about another year or amount. Invariant: a passage that holds more of
the question never has less of it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answer import Verdict
from knowledge.answering.ranking import Hit, Ranking

# A logistic regression of "is this question answerable?", fitted on 2026-11-24 by
# `python -m benchmarks fit` on the development questions of the three public sets and on bodies of
# 5, 25 and 250 of their passages, with titles and without, each weighing the same; OFFSET is
# stricter than the fit, for an answer that is none costs more than a modest one. AUROC .995, .987
# and .973; .995, .987 and .972 with each set left out of its own fit.
# The fit gives PER_SCORE .87 and PER_SCORE_OF_LONG .93: the sets hardly tell (AUROC within .0005),
# but a word or two alone, which none of them asks, would be less sure.
PER_SCORE = 1.3
PER_SCORE_OF_LONG = 0.78
PER_FIRST_OF_LONG = 3.25
PER_LEAD = 5.3
PER_ABOVE = 1.75
PER_LACK = -1.7
OFFSET = -10.1

ANSWERED_FROM = 0.5
"""From here on the passage is shown as the answer."""

RELATED_FROM = 0.01
"""From here on passages are shown as the closest ones; below, the articles are silent."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What confidence is made from.

    The same share of a question says more the more terms the question has, hence the products with
    `length`, a logarithm of their number. `lead` is how far the best score is above the mean of the
    others that are shown, as a share of it; `above` is the share of the question that stands above
    the best passage, in its title or section; `lack` is 1 if it lacks a number of the question.
    """

    score: float
    score_of_long: float
    first_of_long: float
    lead: float
    above: float
    lack: float


def signs(hits: Sequence[Hit], terms: int, above: float, *, lacks_number: bool) -> Signs:
    """Return the signs of at least one hit for a question of so many written terms.

    `above` is the share of the question that stands above the best one.
    """
    best, others = hits[0], hits[1:]
    length = math.log1p(terms)
    behind = sum(hit.score for hit in others) / len(others) if others else 0.0
    lead = (best.score - behind) / max(best.score, 1e-9)
    return Signs(
        score=best.score,
        score_of_long=best.score * length,
        first_of_long=best.first * length,
        lead=lead,
        above=above,
        lack=float(lacks_number),
    )


def confidence(ranking: Ranking) -> float:
    """Return the confidence of the first hit of a ranking; 0 without a hit."""
    if not ranking.hits:
        return 0.0
    best = ranking.hits[0]
    found = signs(
        ranking.hits,
        ranking.terms,
        ranking.above(best),
        lacks_number=ranking.lacks_number(best),
    )
    odds = (
        PER_SCORE * found.score
        + PER_SCORE_OF_LONG * found.score_of_long
        + PER_FIRST_OF_LONG * found.first_of_long
        + PER_LEAD * found.lead
        + PER_ABOVE * found.above
        + PER_LACK * found.lack
        + OFFSET
    )
    return 1 / (1 + math.exp(-odds))


def verdict(value: float) -> Verdict:
    """Return the outcome that a confidence stands for."""
    if value >= ANSWERED_FROM:
        return Verdict.ANSWERED
    return Verdict.RELATED if value >= RELATED_FROM else Verdict.UNANSWERED
