"""Does a question deny, or ask for the opposite of, what a text says?

*Which did not*, *the smallest*, *unestablished*, where the text says *did*, *the largest* and
*established*. Invariant: where both or neither have it, nothing is told.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.language.folding import HAN
from knowledge.language.segmentation import segments
from knowledge.language.tokens import stem

_ENGLISH = re.compile(
    r"\b(?:not|never|no|none|neither|nor|without|cannot|except|unable|fail(?:ed|s)?|lack(?:ed|s)?|"
    r"refused?)\b|n['’]t\b"
)
_CHINESE = re.compile(r"[不没未无非勿毋禁拒]|例外")
_CHINESE_WORDS = frozenset(
    "不 没 没有 未 无 非 不是 不能 不会 不可 不可以 不得 不包括 无法 未能 从未 从不 并非 并未 "
    "尚未 不再 不应 不需 不需要 无需 不属 不属于 不准 不许 勿 不曾 没能 未曾 不让 不要 不用 不必 "
    "不足以".split()
)
# "Is it or is it not", and what is only quoted.
_LEFT_OUT = re.compile(
    r"是不是|能不能|有没有|会不会|要不要|可不可以|对不对|是否|不同|《[^》]*》|「[^」]*」|“[^”]*”"
)
_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_WORD = re.compile(r"[a-z]+")
_PREFIXES = ("un", "non", "in", "im", "ir", "il", "dis")
_SHORTEST_ROOT = 5  # letters: `united` is no opposite of `ited`


def denies(question: str) -> bool:
    """Tell whether a folded question says that something is not so.

    >>> denies("什么车不能停?"), denies("是不是能停?"), denies("which did not?")
    (True, False, True)
    """
    said = _LEFT_OUT.sub(" ", question)
    if _ENGLISH.search(said):
        return True
    if not _CHINESE.search(said):
        return False
    return any(not _CHINESE_WORDS.isdisjoint(segments(run)) for run in _HAN_RUN.findall(said))


def may_deny(text: str) -> bool:
    """Tell whether a folded text may say that something is not so; generous."""
    return bool(_CHINESE.search(text) or _ENGLISH.search(text))


def is_opposite(question: str, text: str) -> bool:
    """Tell whether a folded question has one of two opposites, and a folded text only the other.

    >>> is_opposite("which is the smallest city?", "the largest city")
    True
    """
    asked, said = _words_in(question), None
    for word in asked:
        for one, other in _sides().of[word]:
            if asked.isdisjoint(other):
                said = said if said is not None else _words_in(text)
                if said.isdisjoint(one) and not said.isdisjoint(other):
                    return True
    return False


def is_reversed(words: Iterable[str], stems: AbstractSet[str]) -> bool:
    """Tell whether one of some Latin words is that of a text with a denying beginning.

    >>> is_reversed(["unestablished"], {"establish"})
    True
    """
    return any(
        stem(word) not in stems and stem(word[len(prefix) :]) in stems
        for word in words
        for prefix in _PREFIXES
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_ROOT
    )


Side = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sides:
    """Of each word its own side and the other one, for every pair that has it."""

    of: dict[str, list[tuple[Side, Side]]]
    chinese: tuple[str, ...]


@lru_cache(maxsize=1)
def _sides() -> _Sides:
    of: dict[str, list[tuple[Side, Side]]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if "|" not in line or line.startswith("#"):
            continue
        one, other = (frozenset(side.split()) for side in line.split("|"))
        for side, against in ((one, other), (other, one)):
            for word in side:
                of.setdefault(word, []).append((side, against))
    return _Sides(of, tuple(word for word in of if not word.isascii()))


def _words_in(folded: str) -> set[str]:
    """Return the words of the table that a text has; of two Chinese ones in each other, the longer.

    主席 in 副主席 is none of its own.
    """
    sides = _sides()
    found = {word for word in _LATIN_WORD.findall(folded) if word in sides.of}
    chinese = [word for word in sides.chinese if word in folded]
    return found.union(word for word in chinese if not _is_part(word, chinese))


def _is_part(word: str, words: Iterable[str]) -> bool:
    return any(word != longer and word in longer for longer in words)
