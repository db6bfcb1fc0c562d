"""How is a character read aloud, and is a Latin word pinyin?

Invariant: a character has one reading, pypinyin's most common, without tone; ü is written u, as
in folded text. Sounds are evidence for ranking, never identity: a character that is the same
always weighs more than one that sounds the same.
"""

import unicodedata
from functools import lru_cache

from pypinyin.constants import PINYIN_DICT

LONGEST_SYLLABLE = 6  # zhuang


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
