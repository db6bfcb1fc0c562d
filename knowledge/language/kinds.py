"""What kind of thing does a question ask for, and which sentences have one?

Invariant: kinds are bits; a sentence that has several kinds has the sum of them, and the same goes
for a question that asks for several. Words are looked for in folded text, so Simplified and lower
case only; names need the capitals of the original.
"""

import re
from collections.abc import Mapping
from enum import IntFlag


class Kind(IntFlag):
    """What the question words ask for; the last two say of a sentence how it stands by others."""

    TIME = 1
    NUMBER = 2
    PERSON = 4
    PLACE = 8
    REASON = 16
    NAME = 32  # of a work, an agreement, or what something is called
    MEANING = 64
    REFERS_BACK = 128  # on the sentence before: "It …", "这 …"
    INTRODUCES = 256  # others, as a question does and the heads of a table


def kinds_asked(folded: str) -> int:
    """Return what a question asks for, as bits.

    >>> kinds_asked("智能工厂在哪里? 有多少家?") == Kind.PLACE | Kind.NUMBER
    True
    """
    return _found(folded, _ASKED_IN_CHINESE, _ASKED_IN_ENGLISH)


def kinds_in(sentence: str, folded: str) -> int:
    """Return the kinds of things that a sentence has, as bits; `folded` is its folded text."""
    found = _found(folded, _HAD_IN_CHINESE, _HAD_IN_ENGLISH)
    return found | _bits(sentence, _NAMED) if _CAPITAL.search(sentence) else found


Patterns = tuple[tuple[int, re.Pattern[str]], ...]


def _compiled(table: Mapping[Kind, str]) -> Patterns:
    return tuple((kind.value, re.compile(pattern)) for kind, pattern in table.items())


def _found(folded: str, chinese: Patterns, english: Patterns) -> int:
    """Look for the words of the languages that a text has letters of."""
    found = 0 if folded.isascii() else _bits(folded, chinese)
    return found | _bits(folded, english) if _LETTERS.search(folded) else found


def _bits(text: str, patterns: Patterns) -> int:
    return sum([kind for kind, pattern in patterns if pattern.search(text)])


_LETTERS = re.compile(r"[a-z]{2}")
_CAPITAL = re.compile(r"[A-Z]")

_ASKED_IN_CHINESE = _compiled(
    {
        Kind.TIME: (
            r"什么时[候间]|几时|何时|啥时候?|哪一?[年天日月]|几[年月号日点]|多久|年份|日期|"
            r"哪一?个?(?:时期|时代|年代|朝代|世纪|月份)|"
            r"比.{1,10}[早晚]|(?:谁|哪个)更?[先早晚]"
        ),
        Kind.NUMBER: r"多少|几(?![乎何])|多[大高远长重快宽深]|比例|百分之",
        Kind.PERSON: r"谁|何人|哪一?[位人名]",
        Kind.PLACE: (
            r"哪里|哪儿|何处|何地|哪一?[个座]?(?:国家?|城市|地[方区]|省|市|区|县|州|岛|站)|"
            r"什么地[方区]|位置|地址|地点|籍贯|位于"
        ),
        Kind.REASON: r"为什么|为何|为啥|因何|原因|怎么会",
        Kind.NAME: (
            r"著作|着作|作品|哪一?[部本首篇]|什么书|条约|名字|名称|叫什么|叫做?什么|称为?什么|别名"
        ),
        Kind.MEANING: r"^什么是|是什么(?:意思)?\W*$|指(?:的是)?什么|含义|定义",
    }
)
_ASKED_IN_ENGLISH = _compiled(
    {
        Kind.TIME: (
            r"\bwhen\b|\bhow long\b|\b(?:what|which) (?:year|date|day|month|time|century|decade)\b"
        ),
        Kind.NUMBER: (
            r"\bhow (?:many|much|far|old|big|tall|high|large|deep|fast|often)\b|"
            r"\bwhat (?:percentage|percent|number|amount)\b"
        ),
        Kind.PERSON: r"\bwho(?:m|se)?\b",
        Kind.PLACE: (
            r"\bwhere\b|"
            r"\b(?:what|which) (?:country|city|place|state|town|region|continent|river)\b"
        ),
        Kind.REASON: r"\bwhy\b|\breasons?\b|\bcauses?d?\b",
        Kind.NAME: r"\bcalled\b|\bnamed?\b|\bknown as\b|\btitled?\b",
        Kind.MEANING: r"\bwhat (?:is|are) (?:an? |the )?[\w-]+\W*$|\bmean\b|\bdefin",
    }
)
_HAD_IN_CHINESE = _compiled(
    {
        Kind.TIME: r"\d ?年|年代|世纪|\d月|\d日|[一二三四五六七八九十][月日年天]|时期|分钟|小时",
        Kind.NUMBER: r"[\d一二两三四五六七八九十百千万亿]",
        Kind.PERSON: r"[书市区省部委院校]长|主任|主席|总统|教授|先生|女士|记者|·",
        Kind.PLACE: r"[国省市区县镇州岛村路街]|位于|坐落|[东西南北]部",
        Kind.REASON: r"因为|由于|因此|所以|导致|因而|以致|为了|原因",
        Kind.NAME: r"[《「『“\"]|称为?|叫做?|名为",
        Kind.MEANING: r"是指|指的?是|是一[种个座位名所家条部项支]|又称|简称|也称|意[思指味]",
        Kind.REFERS_BACK: r"^\W*[这此该其它他她并而但]|^\W*(?:因此|所以|后来|之后|同时)",
    }
)
_HAD_IN_ENGLISH = _compiled(
    {
        Kind.TIME: (
            r"\b1\d{3}s?\b|\b20\d\ds?\b|\b(?:january|february|march|april|may|june|july|august|"
            r"september|october|november|december|century|centuries|years?|months?|days?|hours?)\b"
        ),
        Kind.NUMBER: (
            r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|"
            r"hundred|thousand|million|billion|dozen|half|twice)\b"
        ),
        Kind.REASON: (
            r"\b(?:because|due to|since|therefore|result(?:ed|s|ing)?|in order to|caused?|so that|"
            r"reasons?)\b"
        ),
        Kind.NAME: r"\"|“|\b(?:called|known as|named?|titled)\b",
        Kind.MEANING: r"\b(?:(?:is|are|was|were) an?|refers? to|means?|defined?)\b",
        Kind.REFERS_BACK: (
            r"^\W*(?:it|he|she|they|this|these|those|his|her|their|its|such|however|another)\b"
        ),
    }
)
_NAMED = _compiled(
    {
        Kind.PERSON: r"\b[A-Z][a-zé]+ (?:(?:of|de|von|van|the|[A-Z]\.) )?[A-Z]",
        Kind.PLACE: r"\b(?:in|at|near|from|to|of) (?:the )?[A-Z]",
    }
)
