"""Which characters does the index take for the same one?

Invariant: `fold` works one character at a time, keeps the length, and folding twice changes
nothing. A span in the folded text is therefore the same span in the original. Folded text lives in
the index and in queries; no reader ever sees it.

>>> fold("ＡＰＰ　數位「轉型」Beyoncé")
'app 数位「转型」beyonce'
"""

import unicodedata
from functools import lru_cache

from opencc import OpenCC

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""The Chinese characters of a folded text, as the inside of a character class."""

# OpenCC leaves 著 alone because it is its own character in Simplified (著作); pages converted by
# machine write it for 着 (標志著, 下著雨), so the index takes the two for one.
# OpenCC also leaves what is Simplified in some words and Traditional in others; these four are the
# most frequent over jieba's 337,000 words: 了解/瞭解, 凭借/憑藉, 回复/回覆, 仿佛/彷彿.
SAME_TO_READERS = {"著": "着", "瞭": "了", "藉": "借", "覆": "复", "彷": "仿", "﹔": ";", "︱": "|"}

# U+200B–200F, bidi marks and controls, word joiner, BOM, soft hyphen: a reader sees nothing there.
INVISIBLE = frozenset(
    "\u00ad\u061c\ufeff\u2060" + "".join(map(chr, range(0x200B, 0x2010)))
) | frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


class _FoldTable(dict[int, int]):
    """`str.translate` table that learns a character the first time it meets it."""

    def __missing__(self, code: int) -> int:
        folded = ord(_fold_character(chr(code)))
        self[code] = folded
        return folded


def fold(text: str) -> str:
    """Return the index form of a text, of the same length in code points."""
    return text.translate(_TABLE)


def without_invisible(text: str) -> str:
    r"""Return what a person would see of a question: no control, bidi or zero-width characters.

    Lone surrogates, which no article can hold, go too. This changes the length, so it is for
    questions only, never for articles.

    >>> without_invisible("\u202e 隨申碼\u200b\x00?")
    '隨申碼 ?'
    """
    if text.isprintable():  # hardly any question has to be looked at character by character
        return " ".join(text.split())
    shown = (
        " " if unicodedata.category(c) == "Cc" else c
        for c in text
        if c not in INVISIBLE and unicodedata.category(c) != "Cs"
    )
    return " ".join("".join(shown).split())


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one (unified ideographs and their extensions)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _fold_character(character: str) -> str:
    """Fold until nothing changes: 薴 → 苧 → 苎 takes two rounds."""
    while (folded := _fold_once(character)) != character:
        character = folded
    return character


def _fold_once(character: str) -> str:
    if character in SAME_TO_READERS:
        return SAME_TO_READERS[character]
    for change in (_compatible, str.casefold, _unaccented, _simplified):
        changed = change(character)
        if len(changed) == 1:
            character = changed
    return character


def _compatible(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _unaccented(character: str) -> str:
    """Drop the marks of a Latin letter: é → e, and the tones of lányá; が keeps its own."""
    decomposed = unicodedata.normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    latin = base.isascii() and all(map(unicodedata.combining, marks))
    return base if latin else character


def _simplified(character: str) -> str:
    return _traditional_to_simplified().convert(character) if is_han(character) else character


@lru_cache(maxsize=1)
def _traditional_to_simplified() -> OpenCC:
    return OpenCC("t2s")


_TABLE = _FoldTable()
