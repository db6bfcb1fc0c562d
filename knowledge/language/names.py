"""Is a word a name: of a place, a person, an institution, a work?

No model says so: jieba's dictionary knows some names, others are told by a surname, by what an
office is called, by quotation marks or by a capital letter. Invariant: this looks at a word and at
the one before it, and errs towards no name.
"""

import re
from functools import lru_cache

from knowledge.language.folding import fold
from knowledge.language.places import place_names
from knowledge.language.segmentation import segments, words_marked

# The most frequent ones, folded, but for those that are everyday words as well (于, 向, 方, 高).
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈"
    "姚卢姜崔钟谭陆汪范廖贾夏韦邹孟熊秦邱尹薛阎段侯陶黎贺顾毛郝龚邵钱严覃戴莫孔汤"
)
_OFFICES = re.compile(  # what names of places and institutions end with
    r"\w{2,6}(?:[省市区县镇乡村州街路岛湾港桥站局委厅院校部署]|"
    r"大学|学院|医院|中心|集团|公司|银行|报社|日报)"
)
_QUOTED = re.compile(r"[《〈「『“][^》〉」』”]{1,40}[》〉」』”]")
_CAPITAL = re.compile(r"[A-Z][\w.’'-]*")
_LONGEST_GIVEN = 2  # characters of a Chinese given name
_MARKS = ("nr", "nt", "nz", "nrt", "nrfg")  # of persons, institutions, other names
_SHORTEST_MARKED = 3  # characters: shorter ones are everyday words too often (高峰, 和平)


def is_name(word: str, before: str = "") -> bool:
    """Tell whether some words, as they are written, are a name; `before` is the word before them.

    >>> is_name("浦東新區"), is_name("吳金城"), is_name("金城", before="吳"), is_name("Reeve")
    (True, True, True, True)
    >>> is_name("推出"), is_name("the harbour"), is_name("措施")
    (False, False, False)
    """
    folded = fold(word).strip()
    if not folded:
        return False
    if _QUOTED.search(word) or folded in place_names() or folded in _marked():
        return True
    if folded.isascii():
        return _CAPITAL.search(word) is not None
    if folded.isalpha() and _is_of_person(folded, before):
        return True
    return _OFFICES.fullmatch(folded) is not None


def is_surname(word: str) -> bool:
    """Tell whether a word is a frequent Chinese surname."""
    return fold(word) in _SURNAMES


def _is_of_person(folded: str, before: str) -> bool:
    """Tell whether a word is a given name behind a surname, or both, which no dictionary has."""
    if len(folded) <= _LONGEST_GIVEN and is_surname(before):
        return True
    if not 1 < len(folded) <= 1 + _LONGEST_GIVEN or not is_surname(folded[0]):
        return False
    return segments(folded)[0] == folded[0]


@lru_cache(maxsize=1)
def _marked() -> frozenset[str]:
    """Return the names of the dictionary that are no places, folded; the first time takes 0.1 s."""
    return frozenset(fold(w) for w in words_marked(*_MARKS) if len(w) >= _SHORTEST_MARKED)
