"""Into which terms does folded text fall, field by field?

Invariant: terms come from folded text only, the same way for passages and for questions; each field
sees the same text. jieba lives here: it cuts Simplified text rightly and raw Traditional wrongly
(任務明確 becomes one word), so text is folded before it is cut.

Fields
    words       jieba's words in search mode; Latin words as stems
    characters  single Han characters; Latin words as stems
    pinyin      pairs of neighbouring syllables: what sounds alike meets here
    trigrams    three letters of a Latin word, for its misspellings
    pairs       two neighbouring Latin stems
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import jieba
import Stemmer

from knowledge.folding import is_han
from knowledge.syllables import syllable

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
RUN = re.compile(rf"([{HAN}]+)|([^\W_{HAN}]+)")
"""A run of Han characters (group `HAN_RUN`) or of other letters and digits (`LATIN_RUN`)."""

HAN_RUN, LATIN_RUN = 1, 2

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

jieba.setLogLevel(60)  # it reports its loading on stderr as if that were an error


def runs(folded: str) -> Iterator[tuple[str, bool]]:
    """Yield the runs of a text, each with whether it is Han."""
    for match in RUN.finditer(folded):
        yield match.group(), match.lastindex == HAN_RUN


def words(folded: str) -> list[str]:
    """Return jieba's words and the Latin stems.

    >>> words("数字化转型 the factories")
    ['数字', '数字化', '转型', 'the', 'factori']
    """
    found: list[str] = []
    for run, han in runs(folded):
        found.extend(jieba.cut_for_search(run, HMM=False) if han else (stem(run),))
    return found


def characters(folded: str) -> list[str]:
    """Return the Han characters one by one and the Latin stems."""
    found: list[str] = []
    for run, han in runs(folded):
        found.extend(run if han else (stem(run),))
    return found


def pinyin(folded: str) -> list[str]:
    """Return pairs of neighbouring syllables; a lone character gives its one.

    >>> pinyin("蓝牙道钉, 2.0, 沪")
    ['lan_ya', 'ya_dao', 'dao_ding', 'hu']
    """
    found: list[str] = []
    for run, han in runs(folded):
        if han:
            found.extend(syllable_pairs([syllable(c) for c in run]))
    return found


def syllable_pairs(sounds: list[str]) -> list[str]:
    """Return the terms of the field *pinyin* for the syllables of one run."""
    return [f"{a}_{b}" for a, b in pairwise(sounds)] or sounds


def trigrams(folded: str) -> list[str]:
    """Return the letters of Latin words in threes, with # at both ends.

    >>> trigrams("the app")
    ['#ap', 'app', 'pp#']
    """
    return [
        edged[at : at + 3]
        for word in _latin(folded)
        for edged in [f"#{word}#"]
        for at in range(len(edged) - 2)
    ]


def pairs(folded: str) -> list[str]:
    """Return neighbouring Latin stems in twos, over the heads of stop words."""
    return [f"{a}_{b}" for a, b in pairwise(stem(word) for word in _latin(folded))]


def double_characters(folded: str) -> list[str]:
    """Return neighbouring Han characters in twos."""
    return [a + b for run, han in runs(folded) if han for a, b in pairwise(run)]


def title_terms(folded: str) -> list[str]:
    """Return the terms of the field *title*."""
    return double_characters(folded) + words(folded)


FIELDS: dict[str, Callable[[str], list[str]]] = {
    "words": words,
    "characters": characters,
    "pinyin": pinyin,
    "trigrams": trigrams,
    "pairs": pairs,
}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the English stem of a Latin word; other words stay as they are.

    >>> stem("factories"), stem("2.0"), stem("слова")
    ('factori', '2.0', 'слова')
    """
    return str(_stemmer().stemWord(word)) if word.isascii() and word.isalpha() else word


def is_latin(term: str) -> bool:
    """Tell whether a term is a word of letters rather than Han characters."""
    return bool(term) and not is_han(term[0])


def warm_up(cache: Path) -> None:
    """Load jieba's dictionary (about a second and 80 MB), so that no question waits for it.

    `cache` is the folder for jieba's cache; its default, the shared temporary folder, is one that
    anybody on the machine may put a file into, and a container may not have.
    """
    jieba.dt.tmp_dir = str(cache)
    jieba.initialize()


def _latin(folded: str) -> list[str]:
    return [run for run, han in runs(folded) if not han and run not in ENGLISH_STOP_WORDS]


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
