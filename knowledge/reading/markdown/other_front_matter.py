"""What does front matter say that is TOML or JSON?

Invariant: values are texts, lists and mappings as YAML's would be: a date is the text that means
it. One line that is no TOML costs that line.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time

LONGEST_WHOLE = 8_000  # characters: tomllib's time grows with the square of some texts' length
LONGEST_ENTRY = 2_000  # characters; a line is looked at by itself only where the whole is wrong
MOST_WRONG = 20  # lines that are told: more were never meant to be TOML

_ENTRY = re.compile(r"^[ \t]*[\w\"'][\w.\"'-]*[ \t]*=", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_NOT_TOML = "this line of the front matter is not TOML; correct it, or put the value in quotes"
_DOTS = re.compile(r"(?:[\w\"']+[ \t]*\.[ \t]*){9}")  # no key has so many parts


def toml_values(written: str) -> tuple[dict[str, object], list[tuple[int, str]]]:
    r"""Return the values of TOML, and of each line that is none its number from 0 and a sentence.

    >>> toml_values('title = "甲"\nauthor = 乙\ndate = 2020-05-01\n')[0]
    {'title': '甲', 'date': '2020-05-01'}
    """
    whole = _loaded(written) if len(written) <= LONGEST_WHOLE else None
    if whole is not None:
        return _flat(whole), []
    values: dict[str, object] = {}
    wrong: list[tuple[int, str]] = []
    for line, entry in _entries(written):
        one = _loaded(entry)
        if one is None:
            wrong.append((line, _NOT_TOML))
        else:
            values |= one
    return _flat(values), wrong[:MOST_WRONG]


def json_values(written: str) -> tuple[dict[str, object], int] | None:
    """Return the values of the JSON object that a text begins with, and the offset behind it."""
    start = len(written) - len(written.lstrip())
    try:
        loaded, end = json.JSONDecoder().raw_decode(written, start)
    except (ValueError, RecursionError):
        return None
    return (loaded, end) if isinstance(loaded, dict) else None


def _loaded(written: str) -> dict[str, object] | None:
    if _DOTS.search(written):
        return None
    try:
        return tomllib.loads(written.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return None


def _entries(written: str) -> Iterator[tuple[int, str]]:
    """Yield the entries above the first table, each with the number of its line."""
    table = _TABLE.search(written)
    end = table.start() if table else len(written)
    starts = [match.start() for match in _ENTRY.finditer(written, 0, end)]
    for start, following in zip(starts, [*starts[1:], end], strict=False):
        if following - start <= LONGEST_ENTRY:
            yield written.count("\n", 0, start), written[start:following]


def _flat(values: dict[str, object]) -> dict[str, object]:
    """Return the values with the site's own (Hugo's params) beside them, dates as texts."""
    inner = values.get("params")
    together = {**inner, **values} if isinstance(inner, dict) else values
    return {key: _text(value) for key, value in together.items()}


def _text(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return [_text(one) for one in value]
    return value
