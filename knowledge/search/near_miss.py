"""Does a passage answer a question, or does it only name the same things?

`confidence` tells whether the articles speak of it at all. Here what the passage lacks of the
question is weighed. Invariant: a gap never makes an answer surer, and the result is never above the
confidence.
"""

import math
from operator import mul

from knowledge.search.confidence import ANSWERED_FROM
from knowledge.search.missing import Gaps

# A logistic regression of "does this passage answer?", fitted on 2026-11-28 by
# `python -m benchmarks fit-near` on the development halves of two sets of near misses, English and
# Chinese, beside the clean questions of all sets. The sets hardly ask for a price or a count, so
# `things` and `counts` are stricter than the fit (-0.8 and -1.0): of 3,234 right answers 2 lack a
# thing and 23 a count. The offsets are chosen so that .85 of the clean English questions of those
# sets and .57 of the Chinese ones are answered.
WEIGHTS = {
    "sureness": 0.11,  # logarithmic odds of the confidence
    "share": -1.15,
    "numbers": -1.46,
    "names": -0.48,
    "things": -4.0,
    "counts": -2.0,
    "superlatives": -0.24,
    "without_number": -0.57,
    "denied": -2.86,
    "opposite": -2.33,
}
OFFSET, OFFSET_OF_CHINESE = 0.78, 0.38
LEAST_CEILING = 0.25  # of a near miss: it stays surer than what the articles never name
MOST_SURE = 1e-4  # from 0 or 1: the odds of more are not known


def answer_confidence(sure: float, found: Gaps, *, chinese: bool) -> float:
    """Return the confidence that a passage answers, of that it speaks of the question at all."""
    odds = sum(map(mul, WEIGHTS.values(), signs(sure, found)))
    odds += OFFSET_OF_CHINESE if chinese else OFFSET
    chance = 1 / (1 + math.exp(-odds))
    return sure if chance >= ANSWERED_FROM else min(sure, LEAST_CEILING + chance / 2)


def signs(sure: float, found: Gaps) -> tuple[float, ...]:
    """Return what speaks for or against an answer, a number for each of `WEIGHTS`."""
    kept = min(max(sure, MOST_SURE), 1 - MOST_SURE)
    return (
        math.log(kept / (1 - kept)),
        found.share,
        found.numbers,
        found.names,
        found.things,
        found.counts,
        found.superlatives,
        found.without_number,
        found.denied,
        found.opposite,
    )
