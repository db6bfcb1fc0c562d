"""Into which terms does folded text fall, field by field?

Invariant: terms come from folded text only, the same way for passages and for questions; each field
sees the same text.

Fields
    words       jieba's Chinese words in search mode
    characters  single Han characters
    pinyin      pairs of neighbouring sounds: what sounds alike meets here
    stems       Latin words as English stems, and numbers in digits
    trigrams    three letters of a Latin word, for its misspellings
    pairs       two neighbouring stems
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import Stemmer

from knowledge.language.folding import HAN
from knowledge.language.numerals import numbers
from knowledge.language.segmentation import chinese_words
from knowledge.language.syllables import lone_sound, sound_numbers, sound_pair

RUN = re.compile(rf"([{HAN}]+)|([^\W_{HAN}]+)")
"""A run of Han characters or of other letters and digits (group `LATIN_RUN`)."""

LATIN_RUN = 2

# Words that carry no meaning of their own. They leave the question, never the index.
ENGLISH_STOP_WORDS = frozenset(
    "a an the of in on at to for by with from and or is are was were be been being do does did has "
    "have had what which who whom whose when where why how many much that this these those it its "
    "as than then there their they he she his her him not no into about i me my you your we our us "
    "can could will would should may might shall if so but please tell".split()
)
CHINESE_STOP_WORDS = frozenset(
    "的 是 在 了 有 和 与 为 被 由 于 何 或 对 其 中 以 及 之 他 她 它 这 那 个 一个 呢 啊 吧 吗 "
    "地 得 着 过 也 都 就 而 并 等 因为 因 所 从 到 将 会 能 可以 位 种 年 月 日 时候 请问 请 "
    "我 你 您 们 我们 它们 他们 想 知道 告诉".split()
)
STOP_WORDS = ENGLISH_STOP_WORDS | CHINESE_STOP_WORDS


class Cut(NamedTuple):
    """A folded text, its runs of Han characters and its Latin words, each in order."""

    folded: str
    han: list[str]
    latin: list[str]


def cut(folded: str) -> Cut:
    """Cut a folded text once for all fields."""
    found = runs(folded)
    return Cut(folded, [han for han, _ in found if han], [latin for _, latin in found if latin])


def runs(folded: str) -> list[tuple[str, str]]:
    """Return the runs of a text: each as Han characters or as a Latin word, the other is empty.

    >>> runs("用app, 2.0")
    [('用', ''), ('', 'app'), ('', '2'), ('', '0')]
    """
    return RUN.findall(folded)


def words(text: Cut) -> list[str]:
    """Return the Chinese words."""
    return chinese_words(text.folded) if text.han else []


def characters(text: Cut) -> list[str]:
    """Return the Han characters one by one."""
    return list("".join(text.han))


def pinyin(text: Cut) -> list[str]:
    """Return pairs of neighbouring sounds; a lone character gives its one.

    Each is one character of a private alphabet: what sounds alike is written alike there.

    >>> pinyin(cut("蓝牙")) == pinyin(cut("拦鸭")), pinyin(cut("蓝,牙")) == pinyin(cut("蓝牙"))
    (True, False)
    """
    found: list[str] = []
    for run in text.han:
        found += sounds_of(sound_numbers(run))
    return found


def sounds_of(sounds: list[int]) -> list[str]:
    """Return the terms of the field *pinyin* for the sounds of one run."""
    if len(sounds) == 1:
        return [lone_sound(sounds[0])] if sounds[0] else []
    return [sound_pair(a, b) for a, b in pairwise(sounds) if a and b]


def stems(text: Cut) -> list[str]:
    """Return the Latin words as stems, and what numbers are in digits where they are written out.

    >>> stems(cut("the factories: 40家, 四十家, 1,000"))
    ['the', 'factori', '40', '1', '000', '40', '1000']
    """
    return [*map(stem, text.latin), *(number.digits for number in numbers(text.folded))]


def trigrams(text: Cut) -> list[str]:
    """Return the letters of Latin words in threes, with # at both ends.

    >>> trigrams(cut("the app"))
    ['#ap', 'app', 'pp#']
    """
    return [part for word in _meaning(text) for part in letters(word)]


@lru_cache(maxsize=100_000)
def letters(word: str) -> tuple[str, ...]:
    """Return the letters of a word in threes, with # at both ends."""
    edged = f"#{word}#"
    return tuple(edged[at : at + 3] for at in range(len(edged) - 2))


def pairs(text: Cut) -> list[str]:
    """Return neighbouring Latin stems in twos, over the heads of stop words."""
    return [f"{a}_{b}" for a, b in pairwise(map(stem, _meaning(text)))]


def double_characters(text: Cut) -> list[str]:
    """Return neighbouring Han characters in twos."""
    return [a + b for run in text.han for a, b in pairwise(run)]


FIELDS: dict[str, Callable[[Cut], list[str]]] = {
    "words": words,
    "characters": characters,
    "pinyin": pinyin,
    "stems": stems,
    "trigrams": trigrams,
    "pairs": pairs,
}
LATIN_FIELDS = frozenset(("stems", "trigrams", "pairs"))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the English stem of a Latin word; other words stay as they are.

    >>> stem("factories"), stem("2.0"), stem("слова")
    ('factori', '2.0', 'слова')
    """
    return str(_stemmer().stemWord(word)) if word.isascii() and word.isalpha() else word


def stems_at_once(words: list[str]) -> list[str]:
    """Return the stems of lower-case English words, none of which is remembered.

    >>> stems_at_once(["dynasty", "population"])
    ['dynasti', 'popul']
    """
    found: list[str] = _stemmer().stemWords(words)
    return found


def _meaning(text: Cut) -> list[str]:
    return [word for word in text.latin if word not in ENGLISH_STOP_WORDS]


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)  # its own cache is slower than stemming a word again
