"""What speaks for a candidate, beside its first score?

Each feature is a share of what the question asks for, 0 to about 1, so that questions of any
length are comparable. Invariant: all candidates are looked at in one pass over their profiles; a
feature of one candidate does not depend on the others.

    first      the first step's score, as a share of a perfect one
    window     the best two neighbouring sentences: characters, sounds and stems, damped by length
    sentence   the best single sentence: characters and stems
    tight      the best stretch of about two dozen tokens: characters and stems
    whole      the whole passage: characters and stems
    sounds     the whole passage: pairs of syllables

What stands in the title is granted to every `sentence`, `tight` stretch and `whole` passage below
it: that it is said again there makes none of them a better answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.folding import is_han
from knowledge.index import Candidate
from knowledge.profile import (
    CODES,
    SENTENCE,
    TITLE,
    Codes,
    character_code,
    pair_code,
    pair_codes,
    word_code,
)
from knowledge.query import Query, Term
from knowledge.weights import Weights, perfect_score, window_share

NAMES = ("first", "window", "sentence", "tight", "whole", "sounds")

# A long window holds more terms by chance: its weight is damped as BM25 damps long documents, with
# these two constants and a typical window of 90 tokens.
DAMPING_GAIN = 1.6
DAMPING_LENGTH = 0.6
TYPICAL_WINDOW = 90
BLOCK = 12  # tokens: a tight stretch is two blocks
ROUNDED = 9  # decimals: sums of the same terms in another order are the same

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The tokens of all candidates in a row, and where each of them belongs."""

    tokens: Codes
    passage: Numbers  # of each token
    sentence: Numbers  # of each token
    block: Numbers  # of each token
    body: NDArray[np.bool_]  # of each token: not in the title
    passage_of_sentence: Numbers
    passage_of_block: Numbers
    length: Numbers  # of each sentence, in tokens


@dataclass(frozen=True, slots=True)
class _Matches:
    """Where tokens of the question stand: what, and at which position."""

    code: Numbers
    at: Numbers

    def only(self, kept: NDArray[np.bool_]) -> "_Matches":
        return _Matches(self.code[kept], self.at[kept])


def features(query: Query, candidates: Sequence[Candidate], weights: Weights) -> Floats:
    """Return the features of candidates: a row a candidate, a column a name of `NAMES`."""
    layout = _lay_out([candidate.profile for candidate in candidates])
    count = len(candidates)
    written = _table((t for t in query.terms if t.field == "characters"), weights)
    spoken = _table((t for t in query.terms if t.field == "pinyin"), weights)
    shared = _table(query.terms, weights, window_share)
    characters = _matches(layout.tokens, written)
    sounds = _matches(pair_codes(layout.tokens), spoken)
    in_title = characters.only(~layout.body[characters.at])
    characters = characters.only(layout.body[characters.at])
    sounds = sounds.only(layout.body[sounds.at])
    title = _weigh(layout.passage[in_title.at], in_title.code, written, count)
    new = characters.only(~_granted(layout, characters, in_title))

    perfect = perfect_score(query, weights) or np.inf  # of nothing that was typed, no share
    of_written = _mass(query.terms, "characters", weights)
    of_spoken = _mass(query.terms, "pinyin", weights)
    sentences = layout.sentence, layout.passage_of_sentence
    columns = (
        np.array([candidate.score for candidate in candidates]) / perfect,
        _windows(layout, characters, sounds, shared, count) / perfect,
        (title + _best(*sentences, new, written, count)) / of_written,
        (title + _best(layout.block, layout.passage_of_block, new, written, count, pairs=True))
        / of_written,
        (title + _weigh(layout.passage[new.at], new.code, written, count)) / of_written,
        _weigh(layout.passage[sounds.at], sounds.code, spoken, count) / of_spoken,
    )
    rows: Floats = np.stack(columns, axis=1)
    return rows.round(ROUNDED)


def _lay_out(profiles: Sequence[bytes]) -> _Layout:
    tokens: Codes = np.frombuffer(b"".join(profiles), dtype="<u4")
    sizes = np.array([len(profile) // 4 for profile in profiles], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    passage = np.repeat(np.arange(len(profiles)), sizes)
    ends = tokens == SENTENCE
    sentence = np.cumsum(ends) - ends
    blocks = sizes // BLOCK + 1
    first_block = np.cumsum(blocks) - blocks
    position = np.arange(len(tokens)) - starts[passage]
    is_title_end = tokens == TITLE
    title_ends = np.zeros(len(profiles), dtype=np.int64)
    title_ends[passage[is_title_end]] = position[is_title_end]
    body = position > title_ends[passage] if is_title_end.any() else np.ones(len(tokens), bool)
    passage_of_sentence = passage[ends]
    return _Layout(
        tokens=tokens,
        passage=passage,
        sentence=sentence,
        block=first_block[passage] + position // BLOCK,
        body=body,
        passage_of_sentence=passage_of_sentence,
        passage_of_block=np.repeat(np.arange(len(profiles)), blocks),
        length=np.bincount(sentence[body & (tokens > TITLE)], minlength=len(passage_of_sentence)),
    )


def _table(
    terms: Iterable[Term], weights: Weights, share: Callable[[Term], float] = lambda _: 1.0
) -> dict[int, float]:
    """Return what the code of each term weighs."""
    table: dict[int, float] = {}
    for term in terms:
        code = _code(term)
        if code is not None:
            weight = share(term) * term.gain * weights(term.field, term.text)
            table[code] = max(table.get(code, 0.0), weight)
    return table


def _mass(terms: Iterable[Term], field: str, weights: Weights) -> float:
    """Return what all the typed terms of a field weigh together; infinity if there is none."""
    typed = (term for term in terms if term.field == field and term.is_typed)
    return sum(term.gain * weights(term.field, term.text) for term in typed) or np.inf


def _code(term: Term) -> int | None:
    if term.field == "pinyin":
        return pair_code(term.text)
    if term.field == "characters":
        return character_code(term.text) if is_han(term.text[0]) else word_code(term.text)
    return None


def _matches(codes: Codes, table: Mapping[int, float]) -> _Matches:
    wanted = np.zeros(CODES, dtype=np.bool_)
    wanted[list(table)] = True
    at = np.flatnonzero(wanted[codes])
    return _Matches(codes[at].astype(np.int64), at)


def _granted(layout: _Layout, found: _Matches, in_title: _Matches) -> NDArray[np.bool_]:
    """Tell which matches repeat the title: every passage of an article is about its title."""
    titles = layout.passage[in_title.at] * CODES + in_title.code
    return np.isin(layout.passage[found.at] * CODES + found.code, titles)


def _windows(
    layout: _Layout,
    characters: _Matches,
    sounds: _Matches,
    table: Mapping[int, float],
    count: int,
) -> Floats:
    """Return the damped weight of each candidate's best two neighbouring sentences."""
    both = _Matches(
        np.concatenate([characters.code, sounds.code]), np.concatenate([characters.at, sounds.at])
    )
    owner, length = layout.passage_of_sentence, layout.length
    weight, follows = _pairwise(layout.sentence[both.at], owner, both.code, table)
    width = length + np.where(follows, np.append(length[1:], 0), 0)
    weight *= DAMPING_GAIN / (1 + DAMPING_LENGTH * (0.7 + 0.3 * width / TYPICAL_WINDOW))
    return _maximum(weight, owner, count)


def _best(
    segment: Numbers,
    owner: Numbers,
    found: _Matches,
    table: Mapping[int, float],
    count: int,
    *,
    pairs: bool = False,
) -> Floats:
    """Return the weight of each candidate's best segment, or of its best two neighbouring ones."""
    if pairs:
        weight, _ = _pairwise(segment[found.at], owner, found.code, table)
    else:
        weight = _weigh(segment[found.at], found.code, table, len(owner))
    return _maximum(weight, owner, count)


def _pairwise(
    where: Numbers, owner: Numbers, codes: Numbers, table: Mapping[int, float]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the weight of each segment with the next one of its passage, and which have one.

    What stands in segment s counts for the pair that begins at s, and for the one at s - 1.
    """
    follows = np.append(owner[1:] == owner[:-1], False)
    earlier = np.append(False, follows[:-1])[where]
    segments = np.concatenate([where, where[earlier] - 1])
    return _weigh(segments, np.concatenate([codes, codes[earlier]]), table, len(owner)), follows


def _weigh(segments: Numbers, codes: Numbers, table: Mapping[int, float], count: int) -> Floats:
    """Return the weight of the distinct codes of each segment."""
    if not len(codes):
        return np.zeros(count)
    known = np.array(sorted(table), dtype=np.int64)
    values = np.array([table[code] for code in sorted(table)])
    keys = segments * len(known) + np.searchsorted(known, codes)
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])]
    return np.bincount(keys // len(known), values[keys % len(known)], count).astype(np.float64)


def _maximum(weight: Floats, owner: Numbers, count: int) -> Floats:
    best = np.zeros(count)
    np.maximum.at(best, owner, weight)
    return best
