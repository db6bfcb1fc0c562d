"""Which things does a question want listed, and how many of them does a text list?

*有哪些區…* is answered best by what names several districts, *what are the rules…* by what
enumerates them. Invariant: a text that lists nothing has none; what the question names is not told.
"""

import re

from knowledge.language.folding import fold
from knowledge.language.places import place_names
from knowledge.language.segmentation import segments
from knowledge.language.sentences import sentences
from knowledge.language.tokens import RUN, STOP_WORDS

MOST = 5  # things: more make no better answer
_CHINESE = re.compile(
    r"(?:哪些|哪几[个位种家项条类]?|都有(?:谁|什么))(?P<noun>[\u4e00-\u9fff]{0,6})"
)
_ENGLISH = re.compile(
    r"\b(?:what|which)(?: are| were)?(?: the| all)* (?P<noun>[a-z]+s)\b|"
    r"\blist (?:all |of |the )*(?P<of>[a-z]+s)\b"
)
_NO_LIST = frozenset("is was has does this".split())
_PLACES = frozenset(
    "区 县 市 省 州 国 城市 国家 地区 地方 省份 城区 地点 cities countries districts places towns "
    "provinces regions".split()
)
_PARTS = "区县镇乡村路街"  # of a city or a country: 徐汇 in 徐汇区 is none
_ITEMS = re.compile(
    r"[、]|(?:^|[,;。])(?:[一二三四五六七八九]是|其[一二三]|第[一二三四五六七八九])"
)
_ENGLISH_ITEMS = re.compile(r", (?:and )?(?=\w)| and ")


def noun_listed(folded: str) -> str | None:
    """Return what a folded question wants listed; None if it wants no list.

    >>> noun_listed("有哪些区在做数字化转型?"), noun_listed("which districts are there?")
    ('区', 'districts')
    >>> noun_listed("这是什么?") is None
    True
    """
    match = _CHINESE.search(folded)
    if match:
        words = [word for word in segments(match["noun"]) if word not in STOP_WORDS]
        return words[0] if words else ""
    match = _ENGLISH.search(folded)
    noun = (match["noun"] or match["of"]) if match else None
    return None if noun in _NO_LIST else noun


def things_listed(noun: str, text: str, known: str) -> int:
    """Return how many things of a noun a text lists, five at most; those that are known not.

    `known` is folded text: the question and the title, which name what all is about.

    >>> things_listed("区", "浦東新區發布方案。青浦區長帶隊前往靜安區。", "")
    3
    """
    folded = fold(text)
    if noun in _PLACES:
        return min(MOST, len(_places(noun, folded) - _places(noun, known)))
    spans = [span for span in sentences(text) if noun in span.of(folded)]
    return min(MOST, max((_enumerated(span.of(folded)) for span in spans), default=0))


def _enumerated(sentence: str) -> int:
    found = len(_ITEMS.findall(sentence)) or (
        len(_ENGLISH_ITEMS.findall(sentence)) if sentence.isascii() else 0
    )
    return found + 1 if found else 0


def _places(noun: str, folded: str) -> set[str]:
    known = place_names()
    words = {word for han in RUN.findall(folded) if han[0] for word in segments(han[0])}
    if len(noun) > 1:
        whole = {word for word in words & known if word[-1] not in _PARTS}
        found = {word for word in whole if not re.search(f"{word}[{_PARTS}]", folded)}
        return {word.rstrip("市省") for word in found}
    named = {word for word in words if word.endswith(noun) and word.removesuffix(noun) in known}
    return named | {
        word for word in words & known if f"{word}{noun}" in folded or word.endswith(noun)
    }
