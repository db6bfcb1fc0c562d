"""When was this published?

Invariant: what comes out is ISO 8601, `2022-03-05` or `2022-03-05T09:07`, and a day that exists.
The hour is the one that stands on the page: time zones are read over, never converted.
"""

import re
from datetime import datetime

from knowledge.model.article import Span

LONGEST_DATE = 100  # characters: "Fri May 01 2020 08:20:00 GMT+0800 (China Standard Time)" has 58

_ISO = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
    r"(?:[T ]\s?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:[（(]?(?:(?:星期|週|周|禮拜|礼拜)?[一二三四五六日天])[）)]?)?"
_HALF = r"(?P<half>上午|下午|晚上|凌晨|早上|中午|傍晚)?"
_CLOCK = (
    r"(?P<hour>[0-2]?[0-9])\s?[:：时時點点]\s?(?P<minute>[0-5][0-9])分?(?::[0-5][0-9])?(?![0-9])"
    r"(?:\s?(?P<meridiem>[ap]\.?m\b\.?))?"
)
_DAY = r"(?P<day>[0-3]?[0-9])"

# 2022年03月05日09:07 · 2022-03-05 09:07 · 2022/3/5 · 2022 03/05 09:07:33 · 2022-03-05 HKT 09:07
_FIGURES = (
    rf"(?<![0-9]){_YEAR}(?:\s?[年/.-]\s?|\s)(?P<month>[01]?[0-9])\s?[月/.-]\s?{_DAY}"
    rf"(?:日|(?![0-9]))(?:[T,，]?\s{{0,3}}(?:HKT\s)?{_WEEKDAY}\s{{0,3}}{_HALF}\s?{_CLOCK})?"
)
# March 5, 2022 · 5 March 2022 at 9:07 pm
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _FIGURES,
        rf"\b{_NAMED}\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}\b(?:,?\s(?:at\s)?{_CLOCK})?",
        rf"\b{_DAY}(?:st|nd|rd|th)?\s{_NAMED},?\s{_YEAR}\b(?:,?\s(?:at\s)?{_CLOCK})?",
    )
)

_DIGITS = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_REPUBLIC = re.compile(r"(?:中華|中华)?民[國国]\s?(?P<year>[0-9]{1,3})\s?年")
FIRST_OF_THE_REPUBLIC = 1912
_SECONDS = re.compile(r"[0-9]{1,2}\s?秒\Z")
# What may stand beside a date without saying another one: a day of the week, a zone, brackets.
_BESIDE = re.compile(
    r"(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b(?:utc|gmt|cst|hkt|est|edt|pst|pdt|cet|bst|jst|z)\b"
    r"|[:.][0-9]{1,9}|[+-][0-9]{1,2}:?(?:[0-9]{2})?"
    r"|\([a-z ]{1,40}\)|\[?[a-z]{1,20}/[a-z_]{1,20}\]?"
    r"|[(（]?(?:星期|週|周|禮拜|礼拜)?[一二三四五六日天][)）]?|[\s,，]+)"
)


def iso_date(written: str) -> str | None:
    """Return a whole text that is a date in ISO order in its short form, or None.

    >>> iso_date("2022-03-05 09:07:30+08:00"), iso_date("2022-13-45"), iso_date("soon")
    ('2022-03-05T09:07', None, None)
    """
    match = _ISO.fullmatch(written.strip())
    return _iso(match) if match else None


def whole_date(written: str) -> str | None:
    """Return what a text says that is a date in any usual way and nothing else, or None.

    >>> whole_date("2020年5月1日"), whole_date("2020/5/1 08:20 +0800"), whole_date("since 2020/5/1")
    ('2020-05-01', '2020-05-01T08:20', None)
    """
    written = " ".join(written.split())
    if iso := iso_date(written):
        return iso
    if match := _DIGITS.fullmatch(written):
        return _iso(match)
    written = _REPUBLIC.sub(_common_year, _SECONDS.sub("", written))
    found = find_date(written) if len(written) <= LONGEST_DATE else None
    if found is None:
        return None
    place, iso = found
    around = (written[: place.start], written[place.end :])
    return None if any(_BESIDE.sub("", part) for part in around) else iso


def _common_year(match: re.Match[str]) -> str:
    return f"{int(match['year']) + FIRST_OF_THE_REPUBLIC - 1}年"


def find_date(line: str) -> tuple[Span, str] | None:
    """Return where the first possible date stands in a short line and what it says, or None.

    >>> find_date("人民網 2022年03月05日09:07")
    (Span(start=4, end=20), '2022-03-05T09:07')
    """
    for pattern in _WRITTEN:
        for match in pattern.finditer(line):
            if iso := _iso(match):
                return Span(*match.span()), iso
    return None


def _iso(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    month = found["month"].lower()
    month_number = int(month) if month.isdecimal() else _MONTH_NAMES.index(month[:3]) + 1
    timed = found.get("hour") is not None
    hour = _hour(found) if timed else 0
    minute = int(found["minute"] or 0) if timed else 0
    try:
        when = datetime(  # noqa: DTZ001 - a page says no zone, and none is made up
            int(found["year"]), month_number, int(found["day"]), hour, minute
        )
    except ValueError:
        return None
    return when.isoformat(timespec="minutes") if timed else when.date().isoformat()


def _hour(found: dict[str, str | None]) -> int:
    """Return the hour of 24 that an hour with 下午 or pm means."""
    hour = int(found["hour"] or 0)
    half = (found.get("half") or found.get("meridiem") or "")[:2].lower().rstrip(".m")
    if hour < 12 and half in {"下午", "晚上", "傍晚", "p"}:  # noqa: PLR2004 - the clock's half day
        return hour + 12
    return 0 if hour == 12 and half in {"凌晨", "a"} else hour  # noqa: PLR2004 - as above
