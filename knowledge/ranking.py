"""Which of the candidates answers best?

Two steps: the index gives candidates with their first score; here each gets what its best window
of two sentences adds: the weight of the question's terms that stand close together. Invariant: the
same candidates and query give the same order; ties go to the passage that was stored first.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.folding import is_han
from knowledge.index import BOOSTS, Candidate
from knowledge.profile import (
    CODES,
    SENTENCE,
    Codes,
    character_code,
    pair_code,
    pair_codes,
    word_code,
)
from knowledge.query import Query, Term

# Shares of the best window, by the kind of term; with BOOSTS they were fitted on the development
# halves of the public question sets.
WINDOW_HAN = 1.5
WINDOW_PINYIN = 1.0
WINDOW_LATIN = 1.5

# A long window holds more terms by chance: its weight is damped as BM25 damps long documents, with
# these two constants and a typical window of 90 tokens.
DAMPING_GAIN = 1.6
DAMPING_LENGTH = 0.6
TYPICAL_WINDOW = 90

# A follow-up is mostly answered near what it follows ("and Shenzhen?": the next paragraph): shares
# of a perfect score, fading with the distance in passages.
NEIGHBOUR_GAIN = 0.3
NEIGHBOURHOOD = 4

WEIGHED_FIELDS = ("words", "characters", "pinyin")  # what a perfect match would have to hold

Frequency = Callable[[str, str], int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score and the share of the question's weight that it reaches."""

    passage: int
    score: float
    coverage: float


class Weights:
    """How much each term of a query weighs in this body of articles (BM25's idf)."""

    def __init__(self, passages: int, frequency: Frequency) -> None:
        self._passages = max(passages, 1)
        self._frequency = frequency
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, field: str, text: str) -> float:
        """Return the weight of a term; one that no passage has weighs most."""
        key = (field, text)
        if key not in self._known:
            count = self._frequency(field, text)
            rest = self._passages - count + 0.5
            self._known[key] = math.log(1 + max(rest, 0.5) / (count + 0.5))
        return self._known[key]


def perfect_score(query: Query, weights: Weights) -> float:
    """Return what a passage that holds every term of the query would score, roughly.

    Scores divided by it are comparable between questions, short and long.
    """
    total = 0.0
    for term in query.terms:
        if term.borrowed or term.guessed or term.field not in WEIGHED_FIELDS:
            continue
        share = BOOSTS[term.field] + _window_share(term)
        total += share * term.gain * weights(term.field, term.text)
    return total


def rank(
    query: Query, candidates: Sequence[Candidate], weights: Weights, anchor: int | None = None
) -> list[Hit]:
    """Return the candidates as hits, best first.

    `anchor` is the passage that answered the question before, for one that leans on it.
    """
    if not candidates:
        return []
    table = _code_weights(query.terms, weights)
    windows = _best_windows([c.profile for c in candidates], table)
    perfect = perfect_score(query, weights) + 1e-9
    hits = []
    for candidate, window in zip(candidates, windows, strict=True):
        score = candidate.score + float(window) + perfect * _nearness(candidate.passage, anchor)
        hits.append(Hit(candidate.passage, score, score / perfect))
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage))


def _nearness(passage: int, anchor: int | None) -> float:
    """Return what a passage gains by standing next to the anchor: rows are in reading order."""
    if anchor is None or passage == anchor:
        return 0.0
    return NEIGHBOUR_GAIN * max(0.0, 1 - abs(passage - anchor) / NEIGHBOURHOOD)


def _window_share(term: Term) -> float:
    if term.field == "pinyin":
        return WINDOW_PINYIN
    if term.field == "characters":
        return WINDOW_HAN if is_han(term.text[0]) else WINDOW_LATIN
    return 0.0


def _code_weights(terms: Iterable[Term], weights: Weights) -> Mapping[int, float]:
    table: dict[int, float] = {}
    for term in terms:
        code = _code(term)
        if code is not None:
            weight = _window_share(term) * term.gain * weights(term.field, term.text)
            table[code] = max(table.get(code, 0.0), weight)
    return table


def _code(term: Term) -> int | None:
    if term.field == "pinyin":
        return pair_code(term.text)
    if term.field == "characters":
        return character_code(term.text) if is_han(term.text[0]) else word_code(term.text)
    return None


def _best_windows(profiles: Sequence[bytes], table: Mapping[int, float]) -> NDArray[np.float64]:
    """Return, for each profile, the weight of its best window of two neighbouring sentences.

    Each term counts once a window. All profiles are weighed in one pass over their tokens.
    """
    tokens: Codes = np.frombuffer(b"".join(profiles), dtype="<u4")
    ends = tokens == SENTENCE
    sentence_of = np.cumsum(ends) - ends
    counts = [int((np.frombuffer(p, dtype="<u4") == SENTENCE).sum()) for p in profiles]
    owner = np.repeat(np.arange(len(profiles)), counts)
    length = np.bincount(sentence_of[tokens > SENTENCE], minlength=len(owner))
    follows = np.append(owner[1:] == owner[:-1], False)  # the next sentence is the same passage's

    codes, where = _found(tokens, sentence_of, table)
    # A window starts at each sentence and takes in the next one. A term found in sentence s counts
    # for window s, and for s - 1 if that reaches s.
    earlier = np.append(False, follows[:-1])[where]
    keys = np.concatenate([where, where[earlier] - 1]) * CODES
    keys += np.concatenate([codes, codes[earlier]])
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys

    known = np.array(sorted(table), dtype=np.int64)
    values = np.array([table[code] for code in sorted(table)] or [0.0])
    weight = np.bincount(
        keys // CODES, values[np.searchsorted(known, keys % CODES)], minlength=len(owner)
    ).astype(np.float64)
    width = length + np.where(follows, np.append(length[1:], 0), 0)
    weight *= DAMPING_GAIN / (1 + DAMPING_LENGTH * (0.7 + 0.3 * width / TYPICAL_WINDOW))
    best = np.zeros(len(profiles))
    np.maximum.at(best, owner, weight)
    return best


def _found(
    tokens: Codes, sentence_of: NDArray[np.int64], table: Mapping[int, float]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which codes of the table stand among tokens or their pairs, and in which sentence."""
    wanted = np.zeros(CODES, dtype=np.bool_)
    wanted[list(table)] = True
    at = np.flatnonzero(wanted[tokens])
    sounds = pair_codes(tokens)
    at_sounds = np.flatnonzero(wanted[sounds])
    codes = np.concatenate([tokens[at], sounds[at_sounds]]).astype(np.int64)
    return codes, np.concatenate([sentence_of[at], sentence_of[at_sounds]])
