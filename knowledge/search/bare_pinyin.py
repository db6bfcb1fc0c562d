"""Is a question typed in pinyin, without an input method, and what does it say?

Invariant: only a question whose words are pinyin for the most part is read so; an English one stays
as it is, `women` is no 我们 in it.
"""

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from knowledge.language.syllables import sound_of, spelled
from knowledge.language.tokens import ENGLISH_STOP_WORDS, RUN, sounds_of

LEAST_SHARE = 2 / 3  # of the words must be pinyin

# Question words leave a question, whatever they are written in; particles do only where syllables
# stand together as words, for `shi` between lone syllables may be 市 as well.
_ASKING = {
    "wei ?shen ?me": "为什么",
    "shen ?me ?shi ?hou": "什么时候",
    "shen ?me ?di ?fang": "什么地方",
    "shen ?me": "什么",
    "duo ?shao": "多少",
    "duo ?jiu": "多久",
    "duo ?yuan": "多远",
    "na ?li": "哪里",
    "na ?nian": "哪年",
    "na ?tian": "哪天",
    "ji ?ge": "几个",
    "zen ?me ?yang": "怎么样",
    "zen ?me": "怎么",
    "ru ?he": "如何",
    "shui|shei": "谁",
}
_PARTICLES = {
    "de": "的",
    "shi": "是",
    "zai": "在",
    "you": "有",
    "he": "和",
    "yu": "与",
    "le": "了",
    "ma": "吗",
    "ne": "呢",
}


def in_characters(folded: str) -> str:
    """Return a folded question with the question words of its pinyin in characters.

    >>> in_characters("shanghai de zhineng gongchang you duoshao")
    'shanghai 的 zhineng gongchang 有 多少'
    >>> in_characters("do you see the women")
    'do you see the women'
    """
    words = _latin(folded)
    if not _is_pinyin(words):
        return folded
    table = _ASKING if _is_spaced([spelled(word) for word in words]) else _ASKING | _PARTICLES
    for spelling, characters in table.items():
        folded = re.sub(rf"\b(?:{spelling})\b", characters, folded)
    return folded


def typed_sounds(words: Sequence[str]) -> dict[str, bool]:
    """Return the pairs of sounds that Latin words spell, and which of them are sure.

    Who types `wangyou lvma` does not say that 友 stands before 绿, but who types `lan ya` says that
    of 蓝 and 牙: between two words of several sounds each it is a guess.
    """
    if not _is_pinyin(words):
        return {}
    sounds = [[sound_of(sound) for sound in read] for word in words if (read := spelled(word))]
    found = dict.fromkeys(sounds_of(list(chain.from_iterable(sounds))), True)
    apart = {
        pair
        for one, other in pairwise(sounds)
        if len(one) > 1 and len(other) > 1
        for pair in sounds_of([one[-1], other[0]])
    }
    inside = {pair for word in sounds for pair in sounds_of(word)}
    return found | dict.fromkeys(apart - inside, False)


def _latin(folded: str) -> list[str]:
    return [latin for _, latin in RUN.findall(folded) if latin]


def _is_pinyin(words: Sequence[str]) -> bool:
    """Tell whether most words are pinyin; those that may be either, `he` or `you`, do not count."""
    read = [bool(spelled(word)) for word in words]
    counted = [
        is_read
        for word, is_read in zip(words, read, strict=True)
        if not (is_read and word in ENGLISH_STOP_WORDS)
    ]
    return sum(counted) >= max(1, LEAST_SHARE * len(counted))


def _is_spaced(read: Sequence[Sequence[str]]) -> bool:
    """Tell whether every syllable stands alone: `lan ya dao ding`."""
    return all(len(word) <= 1 for word in read)
