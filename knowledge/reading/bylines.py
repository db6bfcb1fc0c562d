"""Does this line only say who, when and from where?

Invariant: a line is a byline only if nothing of it is left unexplained, so no sentence is lost;
beside a date a few characters may be left (a city, a channel).
"""

import re
from collections.abc import Mapping
from typing import cast

from knowledge.model.article import FieldName, Span
from knowledge.reading.lines import Line, trimmed
from knowledge.reading.news_rules import LONGEST, rules
from knowledge.reading.published import find_date

HIDDEN = "▒"  # stands for what is explained already; the rules know it as no part of a name
MOST_UNEXPLAINED = 6  # characters beside a date: 上海頻道, 台北訊, (組圖)

Places = Mapping[FieldName, Span]

_SEPARATORS = re.compile(r"[\s▒|｜·•/／,，:：;；()（）\[\]【】<>〉—–_~.-]+")


def read_dateline(line: Line) -> Places | None:
    """Return where a line with a date has its fields, or None if it is no byline.

    >>> from knowledge.reading.lines import lines_of
    >>> line = next(lines_of("2022年03月05日09:07 | 來源:人民網-上海頻道"))
    >>> sorted((name, span.of(line.text)) for name, span in read_dateline(line).items())
    [('published', '2022年03月05日09:07'), ('source', '人民網-上海頻道')]
    """
    date, around = _without_dates(line)
    if date is None:
        return None
    places, left = _parts(around)
    if len(left) > MOST_UNEXPLAINED or line.text.endswith(("。", ",", "，")):
        return None
    places["published"] = date
    return _in_text(line, places)


def read_byline(line: Line) -> Places | None:
    """Return where a line without a date has its fields, or None if it is no byline.

    >>> from knowledge.reading.lines import lines_of
    >>> line = next(lines_of("(責編:唐小麗、軒召強)"))
    >>> read_byline(line)["editors"].of(line.text)
    '唐小麗、軒召強'
    """
    if len(line.text) > LONGEST:
        return None
    places, left = _parts(line.text)
    return None if left else _in_text(line, places)


def is_date_note(line: Line) -> bool:
    """Tell whether a line says in so many words when the page was published or updated.

    >>> from knowledge.reading.lines import lines_of
    >>> [is_date_note(next(lines_of(text))) for text in ("更新：2024-10-03 08:10", "2024-10-03")]
    [True, False]
    """
    date, around = _without_dates(line)
    if date is None:
        return False
    return bool(_SEPARATORS.sub("", around)) and not _parts(around)[1]


def _parts(line: str) -> tuple[dict[FieldName, Span], str]:
    """Return the fields that the rules find in a line, and the letters that no rule explains."""
    places: dict[FieldName, Span] = {}
    for rule in rules()["byline"]:
        for match in rule.pattern.finditer(line):
            for name in match.groupdict():
                places.setdefault(cast("FieldName", name), trimmed(line, *match.span(name)))
        line = rule.pattern.sub(lambda match: _hidden(Span(*match.span())), line)
    return places, _SEPARATORS.sub("", line)


def _without_dates(line: Line) -> tuple[Span | None, str]:
    """Return the first date of a line, and the line with its dates hidden."""
    first, around = None, line.text
    while len(around) <= LONGEST and (found := find_date(around)):
        date, _ = found
        first = first or date
        around = around[: date.start] + _hidden(date) + around[date.end :]
    return first, around


def _in_text(line: Line, places: Places) -> Places:
    return {name: span.shifted(line.span.start) for name, span in places.items()}


def _hidden(part: Span) -> str:
    return HIDDEN * (part.end - part.start)
