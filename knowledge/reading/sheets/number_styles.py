"""How does a person read a number in a cell?

Invariant: 3.0 is 3, a day is ISO 8601, a share is a percentage, and the words that a style puts
around a number (15元) stand around it. A number that no style explains stays as it is.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

GENERAL = "General"
BUILT_IN = {
    **dict.fromkeys((9,), "0%"),
    **dict.fromkeys((10,), "0.00%"),
    **dict.fromkeys((14, 15, 30, 31, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((16, 17), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"),
    **dict.fromkeys((22,), "yyyy-mm-dd h:mm"),
    **dict.fromkeys(range(27, 37), "yyyy-mm-dd"),
    **dict.fromkeys(range(50, 59), "yyyy-mm-dd"),
}
DIGITS = 10  # behind the point: 0.1 + 0.2 is 0.3 to a person
MOST_DIGITS = 1e15  # larger numbers are not exact in a cell

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKET = re.compile(r"\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]")
_PLACE = re.compile(r"[0#?][0#?.,]*")
_SIGNS = "¥￥$€£元"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """What a style makes of a number: a day, a time of day, a share, and words around it."""

    day: bool = False
    clock: bool = False
    share: bool = False
    before: str = ""
    after: str = ""


def style_of(code: str) -> NumberStyle:
    """Return what a code of a spreadsheet program does to a number.

    >>> style_of("yyyy/m/d"), style_of('#,##0"元"').after, style_of("0.0%").share
    (NumberStyle(day=True, clock=False, share=False, before='', after=''), '元', True)
    """
    first = code.split(";", maxsplit=1)[0]
    bare = _LITERAL.sub("", _BRACKET.sub("", first)).lower()
    day = re.search(r"[yd]|m{3,}|(?<![h:])m(?!:)", bare) is not None and "0" not in bare
    clock = re.search(r"h|:?ss", bare) is not None and "0" not in bare.replace("ss.0", "")
    if day or clock:
        return NumberStyle(day and not _only_clock(bare), clock)
    shown = _LITERAL.sub(_literal, _BRACKET.sub(r"\1", first))
    place = _PLACE.search(shown)
    if place is None:
        return NumberStyle()
    before, after = shown[: place.start()], _PLACE.sub("", shown[place.end() :])
    share = "%" in after
    kept = [re.sub(r"[^\w¥￥$€£/]", "", words) for words in (before, after)]
    return NumberStyle(share=share, before=kept[0], after="" if share else kept[1])


def shown_number(value: float, style: NumberStyle, *, from_1904: bool = False) -> str:
    """Return a number as a person reads it.

    >>> shown_number(43952.0, style_of("yyyy-mm-dd")), shown_number(0.155, style_of("0%"))
    ('2020-05-01', '15.5%')
    """
    if style.day or style.clock:
        return _moment(value, style, from_1904=from_1904) or plain(value)
    if style.share:
        return f"{plain(value * 100)}%"
    return f"{style.before}{plain(value)}{style.after}"


def plain(value: float) -> str:
    """Return a number without what nobody writes: 3.0 is 3.

    >>> plain(3.0), plain(0.1 + 0.2), plain(1e21)
    ('3', '0.3', '1e+21')
    """
    if not abs(value) < MOST_DIGITS:
        return str(value)
    rounded = round(value, DIGITS)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)


def _only_clock(bare: str) -> bool:
    return not re.search(r"[yd]|m{3,}", bare) and re.search(r"h|s", bare) is not None


def _literal(match: re.Match[str]) -> str:
    return match[1] or match[2] or ""


def _moment(value: float, style: NumberStyle, *, from_1904: bool) -> str:
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - no zone
    try:
        when = start + timedelta(minutes=round(value * 24 * 60))
    except OverflowError:
        return ""
    clock = when.strftime("%H:%M")
    if not style.day:
        return clock if 0 <= value < 1 else ""
    day = when.date().isoformat()
    return f"{day} {clock}" if style.clock and clock != "00:00" else day
