"""What of a passage does ranking look at, prepared when the passage is indexed?

A profile is a row of 32-bit numbers: two for each segment, which are what stands above the passage
and then its sentences, and after those the tokens of all segments in reading order. Invariant:
nothing of a text has to be cut, stemmed or folded again for a question; a token is what the index
takes it for, whatever its script.

    segment  start << 16 | end, code points of the passage (0 for what stands above), then
             tokens << 16 | kinds, a bit for each `Kind`
    token    code | sound << 20 | goes on << 31: the character's code or the stem's, the number of
             its sound, and whether the next token follows without anything between them
"""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.text.folding import fold
from knowledge.text.kinds import kinds_in
from knowledge.text.numerals import numbers
from knowledge.text.sentences import sentences
from knowledge.text.syllables import sound_number
from knowledge.text.tokens import runs, stem

# Codes: Han characters of the basic plane are their code points, stems and rarer characters share
# the rest by a checksum: two stems in a million places meet rarely and cost a little score, never
# a wrong quote.
CODE_BITS = 20
CODES = 1 << CODE_BITS
FIRST_HASHED = BASIC_PLANE = 1 << 16
GOES_ON = 1 << 31

HALF = 16  # bits: the two numbers that share one
MOST = (1 << HALF) - 1
LONGEST_TITLE = 255  # tokens of what stands above: enough to tell articles apart

Codes = NDArray[np.uint32]
Counts = NDArray[np.int64]


class Profile(NamedTuple):
    """The numbers of a passage, and how many segments they begin with."""

    segments: int
    numbers: Codes


class Profiles(NamedTuple):
    """Some profiles end to end.

    How many segments and how many tokens each has, then the segments of all, two numbers a row,
    and the tokens of all.
    """

    segments_of: Counts
    tokens_of: Counts
    segments: Codes
    tokens: Codes


def end_to_end(profiles: Sequence[Profile]) -> Profiles:
    """Return some profiles end to end."""
    segments = np.array([p.segments for p in profiles], dtype=np.int64)
    return Profiles(
        segments,
        np.array([len(p.numbers) for p in profiles], dtype=np.int64) - 2 * segments,
        np.concatenate([p.numbers[: 2 * p.segments] for p in profiles]).reshape(-1, 2),
        np.concatenate([p.numbers[2 * p.segments :] for p in profiles]),
    )


def profile(text: str, title: str = "") -> Profile:
    """Return the profile of a passage's text below a title."""
    return folded_profile(text, fold(text), fold(title))


def folded_profile(text: str, folded: str, above: str) -> Profile:
    """Return the profile of a passage whose text, and what stands above it, are folded already."""
    tokens = [*_tokens(above), *_digits(above)][:LONGEST_TITLE]
    segments = [0, len(tokens) << HALF]
    named = deque(numbers(folded))
    for span in sentences(text):
        before, sentence = len(tokens), span.of(folded)
        tokens += _tokens(sentence)
        while named and named[0].start < span.end:
            tokens.append(word_code(named.popleft().digits))
        segments.append(min(span.start, MOST) << HALF | min(span.end, MOST))
        kinds = kinds_in(span.of(text), sentence)
        segments.append(min(len(tokens) - before, MOST) << HALF | kinds)
    return Profile(len(segments) // 2, np.array([*segments, *tokens], dtype=np.uint32))


def character_code(character: str) -> int:
    """Return the code of a Han character."""
    code = ord(character)
    return code if code < BASIC_PLANE else word_code(character)


def word_code(term: str) -> int:
    """Return the code of a stem."""
    return FIRST_HASHED + crc32(term.encode("utf-8", "surrogatepass")) % (CODES - FIRST_HASHED)


def _tokens(folded: str) -> list[int]:
    """Return the tokens of a text."""
    tokens: list[int] = []
    for han, latin in runs(folded):
        if han:
            tokens += map(_TOKENS.__getitem__, han)
            tokens[-1] &= ~GOES_ON
        else:
            tokens.append(_WORDS[latin])
    return tokens


def _digits(folded: str) -> list[int]:
    """Return the tokens of a text's numbers in digits."""
    return [word_code(number.digits) for number in numbers(folded)]


class _Tokens(dict[str, int]):
    """The token of each Han character that goes on, learned the first time it is met."""

    def __missing__(self, character: str) -> int:
        sound = sound_number(character) << CODE_BITS
        token = self[character] = character_code(character) | sound | GOES_ON
        return token


class _Words(dict[str, int]):
    """The token of each Latin word, learned the first time it is met."""

    MOST_KNOWN = 200_000  # words; more are forgotten together, so that memory has an end

    def __missing__(self, word: str) -> int:
        if len(self) >= self.MOST_KNOWN:
            self.clear()
        token = self[word] = word_code(stem(word))
        return token


_TOKENS = _Tokens()
_WORDS = _Words()
