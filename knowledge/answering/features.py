"""What speaks for a candidate, beside its first score?

Each feature is a share of what the question asks for, 0 to about 1, so that questions of any
length are comparable. Invariant: a feature of one candidate does not depend on the others.

    first      the first step's score, as a share of a perfect one
    window     the best two neighbouring sentences: characters, sounds and stems, damped by length
    asked      the best single sentence, which must have a time or a number if that is asked for:
               characters and stems
    tight      the best stretch of about two dozen tokens: characters and stems
    sounds     the whole passage: pairs of syllables

What stands in the title is granted to every sentence and `tight` stretch below it: that it is said
again there makes none of them a better answer.
"""

from collections.abc import Sequence

import numpy as np

from knowledge.answering.evidence import Evidence, Floats
from knowledge.text.kinds import Kind

NAMES = ("first", "window", "asked", "tight", "sounds")

# A long window holds more terms by chance: its weight is damped as BM25 damps long documents, with
# these two constants and a typical window of 90 tokens.
DAMPING_GAIN = 1.6
DAMPING_LENGTH = 0.6
TYPICAL_WINDOW = 90
SURE = Kind.TIME | Kind.NUMBER  # whether a sentence names a person or a place is often a guess
ROUNDED = 9  # decimals: sums of the same terms in another order are the same


def features(found: Evidence, asks: int, scores: Sequence[float], perfect: float) -> Floats:
    """Return the features of candidates: a row a candidate, a column a name of `NAMES`.

    `asks` is the kinds of things asked for, `scores` are those of the first step, `perfect` what a
    passage with all terms would have.
    """
    columns = found.columns
    written = len(columns.codes)
    weight = columns.weight[:written]
    above = found.above[:, :written] @ weight
    of_written = columns.written or np.inf
    said = np.maximum.reduceat(found.present[:, written:], found.first) @ columns.weight[written:]
    sentences = found.covered + above[found.owner]
    if asks & SURE:
        sentences = np.where(found.kinds & (asks & SURE) != 0, sentences, 0)
    rows = (
        np.array(scores, dtype=np.float64) / (perfect or np.inf),
        _windows(found) / (perfect or np.inf),
        np.maximum.reduceat(sentences, found.first) / of_written,
        (above + _stretches(found, weight)) / of_written,
        said / (columns.spoken or np.inf),
    )
    table: Floats = np.stack(rows, axis=1).round(ROUNDED)
    return table


def _windows(found: Evidence) -> Floats:
    """Return the damped weight of each candidate's best two neighbouring sentences."""
    present = found.present
    both = present.copy()
    np.maximum(present[:-1], present[1:], out=both[:-1])
    width = found.width.copy()
    width[found.first] = 0
    width[:-1] += width[1:]
    weight = both @ found.columns.share
    weight *= DAMPING_GAIN / (1 + DAMPING_LENGTH * (0.7 + 0.3 / TYPICAL_WINDOW * width))
    weight[found.first] = 0
    best: Floats = np.maximum.reduceat(weight, found.first)
    return best


def _stretches(found: Evidence, weight: Floats) -> Floats:
    """Return the weight of each candidate's best two neighbouring blocks."""
    blocks, first = found.stretches, found.first_stretch
    both = blocks.copy()
    np.maximum(blocks[:-1], blocks[1:], out=both[:-1])
    both[first[1:] - 1] = blocks[first[1:] - 1]
    best: Floats = np.maximum.reduceat(both @ weight, first)
    return best
