"""How is a character read aloud, and is a Latin word pinyin?

Sounds have numbers, 0 for none. Pairs of them and lone ones are written as one character each of a
private alphabet in planes that Unicode leaves empty: short to index, and computed, not looked up.

Invariant: a character has one reading, pypinyin's most common, without tone; ü is written u, as
in folded text. Sounds are evidence for ranking, never identity: a character that is the same
always weighs more than one that sounds the same.
"""

import unicodedata
from functools import lru_cache

from pypinyin.constants import PINYIN_DICT

LONGEST_SYLLABLE = 6  # zhuang
SOUND_BITS = 9  # there are about 410 sounds
SOUNDS = 1 << SOUND_BITS
FIRST_LONE = 0x4FC00  # the private alphabet: lone sounds …
FIRST_PAIR = 0x50000  # … and pairs


@lru_cache(maxsize=100_000)
def syllable(character: str) -> str:
    """Return the sound of a Han character; one without a known sound stands for itself.

    >>> syllable("钉"), syllable("绿")
    ('ding', 'lu')
    """
    readings: str = PINYIN_DICT.get(ord(character), character)
    marked = unicodedata.normalize("NFD", readings.partition(",")[0])
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def all_syllables() -> tuple[str, ...]:
    """Return every sound that a common character has, in alphabetical order."""
    common = (c for c in map(chr, PINYIN_DICT) if "\u4e00" <= c <= "\u9fff")
    sounds = {syllable(character) for character in common}
    return tuple(sorted(s for s in sounds if s.isascii() and s.isalpha()))


def sound_number(character: str) -> int:
    """Return the number of a Han character's sound; 0 if it has none that others share."""
    return _NUMBERS[character]


def sound_numbers(characters: str) -> list[int]:
    """Return the numbers of the sounds of some Han characters."""
    return list(map(_NUMBERS.__getitem__, characters))


def sound_of(spelling: str) -> int:
    """Return the number of a syllable such as `zhuang`, 0 if there is none."""
    return _numbers_of_sounds().get(spelling, 0)


def lone_sound(sound: int) -> str:
    """Return the letter of a sound without a neighbour."""
    return chr(FIRST_LONE + sound)


def sound_pair(first: int, second: int) -> str:
    """Return the letter of two neighbouring sounds."""
    return chr(FIRST_PAIR + (first << SOUND_BITS) + second)


@lru_cache(maxsize=10_000)
def spelled(word: str) -> tuple[str, ...]:
    """Return the syllables of a Latin word that is pinyin, or nothing.

    The fewest syllables win, so that `xian` is one and `lanya` two.

    >>> spelled("lanya"), spelled("shuzihua"), spelled("password")
    (('lan', 'ya'), ('shu', 'zi', 'hua'), ())
    """
    if not (word.isascii() and word.isalpha()):
        return ()
    known, word = frozenset(all_syllables()), word.replace("v", "u")
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            before, last = best[start], word[start:end]
            if before is not None and last in known:
                now = best[end]
                if now is None or len(before) + 1 < len(now):
                    best[end] = (*before, last)
    return best[-1] or ()


@lru_cache(maxsize=1)
def _numbers_of_sounds() -> dict[str, int]:
    return {sound: number for number, sound in enumerate(all_syllables(), 1)}


class _Numbers(dict[str, int]):
    """The number of each character's sound, learned the first time it is met."""

    def __missing__(self, character: str) -> int:
        number = self[character] = sound_of(syllable(character))
        return number


_NUMBERS = _Numbers()
