"""Which words of a translated question stand where in the candidates?

A word stands in a segment if one of its translations does, with all its parts. Invariant: what is
found in one candidate does not depend on the others; what stands above a passage is granted to each
of its sentences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np

from knowledge.indexing.profile import HALF, MOST, Profiles
from knowledge.indexing.scan import CODE_BITS, CODES, GOES_ON, character_code, word_code
from knowledge.language.folding import is_han
from knowledge.search.evidence import Floats, Numbers
from knowledge.search.features import DAMPING_GAIN, DAMPING_LENGTH, TYPICAL_WINDOW
from knowledge.search.other_language.translation import Translation

PART_POWER = 2  # half of a translation is a fourth of it: 贸易 is not 贸易区


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was found: `found` has a row a segment and a column a word, 1 where it stands.

    `first` is each candidate's first row, which is what stands above it; `width` each row's tokens.
    """

    found: Floats
    both: Floats
    first: Numbers
    width: Numbers
    profiles: Profiles

    def rows_of(self, candidate: int) -> slice:
        """Return the rows of a candidate's sentences."""
        first = int(self.first[candidate])
        return slice(first + 1, first + int(self.profiles.segments_of[candidate]))

    def of(self, candidate: int) -> list[float]:
        """Return how far each word stands somewhere in a candidate."""
        rows = self.rows_of(candidate)
        best: list[float] = self.found[rows].max(axis=0, initial=0).tolist()
        return best

    def windows(self, weights: Sequence[float]) -> list[float]:
        """Return the damped weight of each candidate's best two neighbouring sentences."""
        width = self.width.copy()
        width[:-1] += self.width[1:]
        weight = self.both @ np.array(weights)
        weight *= DAMPING_GAIN / (1 + DAMPING_LENGTH * (0.7 + 0.3 / TYPICAL_WINDOW * width))
        weight[self.first] = 0
        best: list[float] = np.maximum.reduceat(weight, self.first).tolist()
        return best

    def sentences(
        self, candidate: int, weights: Sequence[float]
    ) -> list[tuple[int, int, float, int]]:
        """Return of each sentence its start, its end, the weight found in it and its kinds."""
        rows = self.rows_of(candidate)
        weight: list[float] = (self.found[rows] @ np.array(weights)).tolist()
        shapes = self.profiles.segments[rows].tolist()
        return [
            (place >> HALF, place & MOST, found, shape & MOST)
            for (place, shape), found in zip(shapes, weight, strict=True)
        ]


def coverage(words: Sequence[Sequence[Translation]], profiles: Profiles) -> Coverage:
    """Return where some words, each of at least one translation, stand in some profiles."""
    parts = [_units(one) for translations in words for one in translations]
    units = {unit: at for at, unit in enumerate(sorted(set(chain.from_iterable(parts))))}
    shares = np.zeros((len(units), len(parts)))
    for at, some in enumerate(parts):
        shares[[units[unit] for unit in some], at] = 1 / len(some)
    gains = np.array([one.gain for translations in words for one in translations])
    sizes = np.array([len(translations) for translations in words], dtype=np.int64)
    starts = sizes.cumsum() - sizes

    def of_words(present: Floats) -> Floats:
        if not words:
            return np.zeros((len(present), 0))
        best: Floats = np.maximum.reduceat((present @ shares) ** PART_POWER * gains, starts, axis=1)
        return best

    rows = profiles.segments_of
    first = rows.cumsum() - rows
    width = (profiles.segments[:, 1] >> HALF).astype(np.int64)
    present = _present(np.array(list(units), dtype=np.int64), width, profiles)
    np.maximum(present, present[first.repeat(rows)], out=present)
    both = present.copy()
    np.maximum(present[:-1], present[1:], out=both[:-1])
    both[first[1:] - 1] = present[first[1:] - 1]
    return Coverage(of_words(present), of_words(both), first, width, profiles)


def _present(units: Numbers, width: Numbers, profiles: Profiles) -> Floats:
    """Return a row a segment and a column a unit, 1 where it stands."""
    present = np.zeros((len(width), len(units)))
    if not len(units):
        return present
    tokens, segment = profiles.tokens, np.arange(len(width)).repeat(width)
    begins = np.zeros(CODES, dtype=np.bool_)
    begins[units & (CODES - 1)] = True
    begins[units >> CODE_BITS] = True
    codes = tokens & (CODES - 1)
    at = begins.take(codes).nonzero()[0]  # most tokens are none of those that are looked for
    here = codes[at].astype(np.int64)
    after = codes[np.minimum(at + 1, len(codes) - 1)]
    pairs = np.where(tokens[at] & GOES_ON, here << CODE_BITS | after, -1)
    for found in (here, pairs):
        place = np.searchsorted(units, found)
        place[place == len(units)] = 0
        right = units[place] == found
        present[segment[at[right]], place[right]] = 1
    return present


def _units(translation: Translation) -> list[int]:
    """Return what has to stand in a passage: stems, or neighbouring characters in twos."""
    text = translation.text
    if not is_han(text[0]):
        return [word_code(term.text) for term in translation.terms]
    codes = [character_code(character) for character in text]
    if len(codes) == 1:
        return codes
    return [one << CODE_BITS | other for one, other in pairwise(codes)]
