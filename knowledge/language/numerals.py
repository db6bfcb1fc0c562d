"""Which numbers does a folded text name, however it writes them?

Invariant: a number has one spelling in digits, whether the text says 四十, 40 or forty, 1,000 or
1000, 03 or 3; what is no number for sure (万一, 千万, 三国) is none.
"""

import re
import unicodedata
from dataclasses import dataclass
from operator import attrgetter

# What is counted or dated: a lone numeral before one of these is a number, 三 in 三国 is none, and
# 一 is one in dates only: 一个 is "a".
_COUNTED = "年月日号周岁家名人位米里公吨元倍届次条项座所辆层楼小时分秒点天期区级个种类大路"
_DATED = "月日号"
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")
_DIGITS = re.compile(  # 1,000 and 03, with no digit before; the first digit is looked for first
    r"\d(?<!\d\d)(?<!\d[.,]\d)(?:\d{0,2}(?:,\d{3})+(?!,?\d)|(?<=0)0*[1-9]\d?(?!\d))"
)
_ENGLISH = re.compile(
    r"\b(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?P<ones>one|two|three|four|five|six|seven|eight|nine))?\b"
    r"|\b(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen)\b"
)
_LETTERS = re.compile(r"[a-z]{3}")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
DIGITS_IN_A_ROW = 4  # 一九九八: from so many numerals without a unit on they are a year


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a text does not write in plain digits, and where it stands."""

    digits: str
    start: int
    end: int


def numbers(folded: str) -> list[Number]:
    """Return the numbers that are written otherwise than in plain digits, in order.

    >>> [n.digits for n in numbers("四十家, 二〇二二年3月05日, 1,000 and forty-two, 万一, 三国")]
    ['40', '2022', '5', '1000', '42']
    """
    found = [Number(_arabic(m[0]), *m.span()) for m in _DIGITS.finditer(folded)]
    if not folded.isascii():
        found += [
            Number(_chinese(m[0]), *m.span())
            for m in _CHINESE.finditer(folded)
            if len(m[0]) > 1 or _is_counting(m[0], folded[m.end() : m.end() + 1])
        ]
    if _LETTERS.search(folded):
        found += [Number(_english(m), *m.span()) for m in _ENGLISH.finditer(folded)]
    return sorted((number for number in found if number.digits), key=attrgetter("start"))


def spelled_out(numeral: str) -> str:
    """Return a number that is spelled out in digits; nothing for what is none.

    >>> spelled_out("一百零五"), spelled_out("三"), spelled_out("twenty-one"), spelled_out("garden")
    ('105', '3', '21', '')
    """
    if not numeral.isascii():
        return _chinese(numeral)
    match = _ENGLISH.fullmatch(numeral)
    return "1" if numeral == "one" else _english(match) if match else ""


def in_digits(folded: str) -> str:
    """Return a question with its numbers in plain digits.

    >>> in_digits("四十家工厂, 九月底")
    '40 家工厂,  9 月底'
    """
    parts: list[str] = []
    end = 0
    for number in numbers(folded):
        parts += [folded[end : number.start], " ", number.digits, " "]
        end = number.end
    return "".join([*parts, folded[end:]]).strip() if parts else folded


def _is_counting(numeral: str, following: str) -> bool:
    """Tell whether a lone numeral counts what follows."""
    if not following or numeral in "〇零百千万亿":
        return False
    return following in (_DATED if numeral == "一" else _COUNTED)


def _arabic(digits: str) -> str:
    return digits.replace(",", "").lstrip("0")


def _english(words: re.Match[str]) -> str:
    if words["tens"]:
        return str(_TENS.index(words["tens"]) * 10 + _WORDS.index(words["ones"] or "zero"))
    return str(_WORDS.index(words["word"]))


def _chinese(numerals: str) -> str:
    """Return a Chinese number in digits; nothing for what only looks like one.

    >>> _chinese("一百零五"), _chinese("三千二百万"), _chinese("二〇二二"), _chinese("千万")
    ('105', '32000000', '2022', '')
    """
    if not any(unit in numerals for unit in _UNITS):
        plain = len(numerals) == 1 or len(numerals) >= DIGITS_IN_A_ROW or "〇" in numerals
        return "".join(str(_value(numeral)) for numeral in numerals) if plain else ""
    if _value(numerals[0]) == 0 or numerals[0] in "百千万亿":
        return ""
    total = section = digit = 0
    small = large = _UNITS["亿"] * 10  # the last unit of its kind: the next one is smaller
    for numeral in numerals:
        unit = _UNITS.get(numeral)
        if unit is None:
            if digit:  # 四五十: forty or fifty
                return ""
            digit = _value(numeral)
        elif unit >= _UNITS["万"]:
            if unit >= large or not section + digit:
                return ""
            total, section, digit = total + (section + digit) * unit, 0, 0
            small, large = unit, unit
        else:
            if unit >= small:
                return ""
            section, digit, small = section + (digit or 1) * unit, 0, unit
    return str(total + section + digit)


def _value(numeral: str) -> int:
    return 2 if numeral == "两" else int(unicodedata.numeric(numeral))
