"""How is a statement that was written for all engines said to PostgreSQL?

Invariant: what stands in quotes stays as it is. Text of PostgreSQL holds no NUL: U+FFFD takes its
place, as in a browser, so that all that counts characters still counts the same.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

STATEMENTS = 1024  # kept; the project has some 200, and lists of values make more of them
NUL, IN_ITS_PLACE = "\0", "\N{REPLACEMENT CHARACTER}"

_PARTS = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|\?|%""")


@lru_cache(STATEMENTS)
def translated(sql: str) -> str:
    """Return a statement with the signs that psycopg knows for a value and for a percent sign.

    >>> translated("SELECT a FROM b WHERE c = ? AND d LIKE 'why?%'")
    "SELECT a FROM b WHERE c = %s AND d LIKE 'why?%%'"
    """
    return _PARTS.sub(lambda match: _translated_part(match[0]), sql)


def _translated_part(part: str) -> str:
    return "%s" if part == "?" else part.replace("%", "%%")


def values(parameters: Iterable[Any]) -> list[Any]:
    """Return values as PostgreSQL takes them: yes and no are numbers in our tables.

    >>> values([True, "a", None, 2.5])
    [1, 'a', None, 2.5]
    """
    return [_value(one) for one in parameters]


def _value(one: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    if isinstance(one, str):
        return one.replace(NUL, IN_ITS_PLACE) if NUL in one else one
    return int(one) if isinstance(one, bool) else one
