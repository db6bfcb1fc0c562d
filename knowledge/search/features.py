"""What speaks for a candidate, beside its first score?

Each feature is a share of what the question asks for, 0 to about 1, so that questions of any
length are comparable. Invariant: a feature of one candidate does not depend on the others.

    first      the first step's score, as a share of a perfect one
    window     the best two neighbouring sentences: characters, sounds and stems, damped by length
    asked      the best single sentence, which must have a time or a number if that is asked for:
               characters and stems
    tight      the best stretch of about two dozen tokens: characters and stems
    sounds     the whole passage: pairs of syllables

Of a question in pinyin alone `asked` and `tight` are shares of its pairs of syllables.
What stands in the title is granted to every sentence and `tight` stretch below it: that it is said
again there makes none of them a better answer.
"""

from collections.abc import Sequence

import numpy as np

from knowledge.language.kinds import Kind
from knowledge.search.evidence import Evidence, Floats

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
    said = np.maximum.reduceat(found.present[:, written:], found.first) @ columns.weight[written:]
    asked, tight = (_of_spoken if columns.is_spoken else _of_written)(found, asks)
    rows = (
        np.array(scores, dtype=np.float64) / (perfect or np.inf),
        _windows(found) / (perfect or np.inf),
        asked,
        tight,
        said / (columns.spoken or np.inf),
    )
    table: Floats = np.stack(rows, axis=1).round(ROUNDED)
    return table


def _of_written(found: Evidence, asks: int) -> tuple[Floats, Floats]:
    """Return each candidate's best sentence and best stretch as shares of what is written."""
    written = len(found.columns.codes)
    weight = found.columns.weight[:written]
    above, whole = found.above[:, :written] @ weight, found.columns.written or np.inf
    asked = _best_sentence(found, found.covered + above[found.owner], asks)
    return asked / whole, (above + _stretches(found, weight)) / whole


def _of_spoken(found: Evidence, asks: int) -> tuple[Floats, Floats]:
    """Return the same of a question in pinyin; pairs of sounds stand close together anyway."""
    written = len(found.columns.codes)
    above = found.above[:, written:] @ found.columns.weight[written:]
    sentences = (found.spoken + above[found.owner]) / found.columns.spoken
    return _best_sentence(found, sentences, asks), _best_sentence(found, sentences, 0)


def _best_sentence(found: Evidence, sentences: Floats, asks: int) -> Floats:
    if asks & SURE:
        sentences = np.where(found.kinds & (asks & SURE) != 0, sentences, 0)
    best: Floats = np.maximum.reduceat(sentences, found.first)
    return best


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
