"""Which tokens does a folded text have, and where?

All characters of a text at once, as an array: a passage has hundreds, and Python one by one takes
ten times as long. Invariant: the runs are those of `language.tokens`; what a character or a
word counts for does not depend on its neighbours, but for the mark that a character goes on.

    token   code | sound << 20 | goes on << 31: the character's code or the stem's, the number of
            its sound, and whether the next token follows without anything between them
"""

from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.language.folding import is_han
from knowledge.language.syllables import sound_number
from knowledge.language.tokens import ENGLISH_STOP_WORDS, letters, stem

# Codes: Han characters of the basic plane are their code points, stems and rarer characters share
# the rest by a checksum: two stems in a million places meet rarely and cost a little score, never
# a wrong quote.
CODE_BITS = 20
CODES = 1 << CODE_BITS
FIRST_HASHED = BASIC_PLANE = 1 << 16
GOES_ON_AT = 31
GOES_ON = 1 << GOES_ON_AT

Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


class Word(NamedTuple):
    """A Latin word: its stem, the stem's code, and its letters in threes, joined by spaces.

    A stop word has no letters.
    """

    stem: str
    code: int
    letters: str


class Scan(NamedTuple):
    """A folded text.

    `characters` are its code points and `han` says of each whether it is Chinese; `words` are the
    Latin ones in order. `tokens` are in reading order, `places` says where each begins.
    """

    text: str
    characters: Codes
    han: Flags
    words: list[Word]
    tokens: Codes
    places: Places


def scan(folded: str) -> Scan:
    """Return the tokens of a folded text."""
    characters = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    marks = _marks(characters)
    latin = marks == _LATIN
    han = (marks != 0) ^ latin
    edges = _edges(latin)
    starts = edges[::2]
    bounds = edges.tolist()
    words = [_WORDS[folded[a:b]] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    marks[:-1] |= (han[:-1] & han[1:]).astype(np.uint32) << GOES_ON_AT
    marks[starts] = [word.code for word in words]
    kept = han.copy()
    kept[starts] = True
    places = kept.nonzero()[0]
    return Scan(folded, characters, han, words, marks[places], places)


def character_code(character: str) -> int:
    """Return the code of a Han character."""
    code = ord(character)
    return code if code < BASIC_PLANE else word_code(character)


def word_code(term: str) -> int:
    """Return the code of a stem."""
    return FIRST_HASHED + crc32(term.encode("utf-8", "surrogatepass")) % (CODES - FIRST_HASHED)


def _edges(flags: Flags) -> Places:
    """Return where rows of flags begin and where they end, in turn."""
    padded = np.zeros(len(flags) + 2, dtype=np.bool_)
    padded[1:-1] = flags
    edges: Places = (padded[1:] != padded[:-1]).nonzero()[0]
    return edges


def _marks(characters: Codes) -> Codes:
    """Return the token of each Han character, _LATIN for another letter or digit, 0 for the rest.

    The table learns a character the first time it meets it.
    """
    marks = _TABLE.take(characters, mode="clip")
    unknown = marks == _UNKNOWN
    if unknown.any():
        for code in set(characters[unknown].tolist()):
            _TABLE[code] = _mark(chr(code))
        marks = _TABLE.take(characters, mode="clip")
    return marks


def _mark(character: str) -> int:
    if is_han(character):
        return character_code(character) | sound_number(character) << CODE_BITS
    return _LATIN if character.isalnum() else 0


class _Words(dict[str, Word]):
    """The Latin words, learned the first time they are met."""

    MOST_KNOWN = 200_000  # words; more are forgotten together, so that memory has an end

    def __missing__(self, word: str) -> Word:
        if len(self) >= self.MOST_KNOWN:
            self.clear()
        root = stem(word)
        threes = "" if word in ENGLISH_STOP_WORDS else " ".join(letters(word))
        known = self[word] = Word(root, word_code(root), threes)
        return known


_WORDS = _Words()
_LATIN = 1 << 30
_UNKNOWN = (1 << 32) - 1
_LAST = 0x40000  # stands for all characters from here on, none of which is a letter
_TABLE = np.full(_LAST + 1, _UNKNOWN, dtype=np.uint32)
_TABLE[_LAST] = 0
