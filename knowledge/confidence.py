"""Do the articles answer the question at all?

Confidence is a number from 0 to 1 made from two things: how much of the question's weight the best
passage reaches, and how far it is ahead of the next one. Invariant: it does not depend on how long
the question is, and a passage that holds more of the question never has less of it.
"""

from collections.abc import Sequence

from knowledge.answer import Verdict
from knowledge.ranking import Hit

# Coverage times (1 + lead): raw values of about 1 divide answerable from unanswerable questions on
# the public sets; that point is a confidence of one half.
EVEN_ODDS = 1.0

ANSWERED_FROM = 0.5
"""From here on the passage is shown as the answer."""

RELATED_FROM = 0.08
"""From here on passages are shown as the closest ones; below, the articles are silent."""


def confidence(hits: Sequence[Hit]) -> float:
    """Return the confidence of the first of some hits; 0 where there is none.

    >>> round(confidence([Hit(1, 9.0, 1.2), Hit(2, 6.0, 0.8)]), 2)
    0.72
    """
    if not hits:
        return 0.0
    best = hits[0]
    lead = 1.0 if len(hits) == 1 else (best.score - hits[1].score) / max(best.score, 1e-9)
    odds = (best.coverage * (1 + lead) / EVEN_ODDS) ** 2
    return odds / (1 + odds)


def verdict(value: float) -> Verdict:
    """Return the outcome that a confidence stands for."""
    if value >= ANSWERED_FROM:
        return Verdict.ANSWERED
    return Verdict.RELATED if value >= RELATED_FROM else Verdict.UNANSWERED
