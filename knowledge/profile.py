"""What of a passage does ranking look at, prepared when the passage is indexed?

Invariant: a profile is one little-endian uint32 a token, in reading order: a Han character is its
code point, a Latin word a number made from its stem, `GAP` ends a run of Han characters. What
stands above the passage comes first and ends with `TITLE`; a sentence ends with `SENTENCE`. Forty
profiles are weighed with a handful of numpy calls, so that no text is cut again for a question.
"""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.folding import fold
from knowledge.sentences import sentences
from knowledge.syllables import all_syllables, syllable
from knowledge.tokens import runs, stem

GAP = 0
SENTENCE = 1
TITLE = 2

# Codes of terms: Han characters of the basic plane are their code points (below 2^16), pairs of
# syllables follow (408² of them), stems and rarer characters share the upper half by a checksum:
# two stems in 500,000 places meet rarely and cost a little score, never a wrong quote.
FIRST_PAIR = 1 << 16
FIRST_HASHED = 1 << 19
CODES = 1 << 20
BASIC_PLANE = 1 << 16

Codes = NDArray[np.uint32]


def profile(text: str, title: str = "") -> bytes:
    """Return the profile of a passage's text, after that of what stands above it."""
    tokens = [*_tokens(title), TITLE]
    for span in sentences(text):
        tokens += [*_tokens(span.of(text)), SENTENCE]
    return np.array(tokens, dtype="<u4").tobytes()


def _tokens(text: str) -> Iterator[int]:
    for run, han in runs(fold(text)):
        if han:
            yield from map(character_code, run)
            yield GAP
        else:
            yield word_code(stem(run))


def character_code(character: str) -> int:
    """Return the code of a Han character."""
    code = ord(character)
    return code if code < BASIC_PLANE else word_code(character)


def word_code(term: str) -> int:
    """Return the code of a stem."""
    return FIRST_HASHED + crc32(term.encode("utf-8", "surrogatepass")) % (CODES - FIRST_HASHED)


def pair_code(term: str) -> int | None:
    """Return the code of a pair of syllables such as `lan_ya`; a lone syllable has none."""
    numbers = _syllable_numbers()
    first, _, second = term.partition("_")
    if first not in numbers or second not in numbers:
        return None
    return FIRST_PAIR + numbers[first] * len(numbers) + numbers[second]


def pair_codes(tokens: Codes) -> Codes:
    """Return the code of each token's sound and the next one's, `GAP` where either has none."""
    sounds = _sound_of_character()[np.minimum(tokens, BASIC_PLANE - 1)]
    first, second = sounds[:-1], sounds[1:]
    codes = FIRST_PAIR + first * len(_syllable_numbers()) + second
    return np.where((first >= 0) & (second >= 0), codes, GAP).astype(np.uint32)


def warm_up() -> None:
    """Make the table of sounds (0.1 s), so that no question waits for it."""
    _sound_of_character()


@lru_cache(maxsize=1)
def _syllable_numbers() -> dict[str, int]:
    return {sound: number for number, sound in enumerate(all_syllables())}


@lru_cache(maxsize=1)
def _sound_of_character() -> NDArray[np.int32]:
    """Return each basic code point's number of its syllable, -1 where none is known."""
    numbers = _syllable_numbers()
    sounds = np.full(BASIC_PLANE, -1, dtype=np.int32)
    for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)):
        sounds[code] = numbers.get(syllable(chr(code)), -1)
    return sounds
