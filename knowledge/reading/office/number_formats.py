"""How is a number written that Word counts by itself?

Invariant: a number that a way of writing does not reach (a 25th zodiac sign) is written in figures.
"""

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
_LEGAL = {"simplified": "零壹贰叁肆伍陆柒捌玖", "traditional": "零壹貳參肆伍陸柒捌玖"}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LARGEST_ROMAN = 3999
_LARGEST_CHINESE = 9999
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def written(number: int, way: str) -> str:
    """Return a number as one of Word's formats writes it.

    >>> written(21, "chineseCountingThousand"), written(4, "upperRoman"), written(28, "lowerLetter")
    ('二十一', 'IV', 'bb')
    """
    find = _WAYS.get(way)
    return (find(number) if find and number > 0 else "") or str(number)


def chinese(number: int, digits: str = DIGITS, units: str = "十百千") -> str:
    """Return a number in Chinese characters, up to 9,999.

    >>> chinese(10), chinese(105), chinese(110), chinese(1010)
    ('十', '一百零五', '一百一十', '一千零一十')
    """
    if number > _LARGEST_CHINESE:
        return ""
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            said += (
                ("零" if gap and said else "") + digits[digit] + (units[place - 1] if place else "")
            )
        gap = not digit
    return said.removeprefix(digits[1]) if said.startswith(f"{digits[1]}十") else said


def _letters(number: int) -> str:
    """Return a, b … z, aa, bb: Word repeats the letter."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if times < 10 else ""  # noqa: PLR2004 - no list is so long


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN if number <= _LARGEST_ROMAN else ():
        while number >= value:
            said, number = said + letters, number - value
    return said


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


def _from(first: str, last: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= last else ""


def _ordinal(number: int) -> str:
    teens = number % 100 in {11, 12, 13}
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _digits(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _circled(number: int) -> str:
    if number <= 20:  # noqa: PLR2004 - Unicode has them in three rows
        return chr(ord("①") + number - 1)
    return chr(ord("㉑") + number - 21) if number <= 35 else ""  # noqa: PLR2004 - as above


_WAYS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "none": lambda _: "\u200b",
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "koreanDigital2": _digits,
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL["simplified"], "拾佰仟"),
    "ideographLegalTraditional": lambda n: chinese(n, _LEGAL["traditional"], "拾佰仟"),
    "japaneseLegal": lambda n: chinese(n, _LEGAL["traditional"], "拾百千"),
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
            *("taiwaneseCounting", "taiwaneseCountingThousand"),
        ),
        chinese,
    ),
}
