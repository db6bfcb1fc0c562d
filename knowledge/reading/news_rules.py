"""How are the rules of a saved news page looked up?

Invariant: a rule only ever sees a line of at most `LONGEST` characters, so no page can make one
slow. The rules themselves, with their reasons and examples, are in `news_rules.toml`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LONGEST = 120  # characters; whatever a site prints around an article is shorter

RuleKind = str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    kind: RuleKind
    why: str
    pattern: re.Pattern[str]
    takes: tuple[str, ...]
    leaves: tuple[str, ...]


@cache
def rules() -> Mapping[RuleKind, Sequence[Rule]]:
    """Return all rules by kind, in the order in which they are tried."""
    table = tomllib.loads(files(__package__).joinpath("news_rules.toml").read_text("utf-8"))
    words = table.pop("words")
    return {kind: tuple(_rule(kind, row, words) for row in rows) for kind, rows in table.items()}


def is_a(kind: RuleKind, line: str) -> bool:
    """Tell whether a whole line is of a kind: drop, head, label, author or unheading.

    >>> is_a("drop", "返回頂部"), is_a("drop", "返回頂部的登山客獲救")
    (True, False)
    """
    return len(line) <= LONGEST and _any_of(kind).fullmatch(line) is not None


def numbering(line: str) -> str | None:
    """Return which way of numbering headings a line follows, or None.

    >>> numbering("第一章 雨夜"), numbering("雨夜")
    ('chapters', None)
    """
    if len(line) > LONGEST:
        return None
    fitting = (rule.why for rule in rules()["numbered"] if rule.pattern.fullmatch(line))
    return next(fitting, None)


def is_chapter(line: str) -> bool:
    """Tell whether a line opens a chapter, which is a heading whatever stands beside it.

    >>> is_chapter("CHAPTER II"), is_chapter("一、總體要求")
    (True, False)
    """
    return (numbering(line) or "").startswith("chapters")


def names_other_articles(line: str) -> bool:
    """Tell whether a line says that the titles of other articles follow.

    >>> names_other_articles("相關閱讀"), names_other_articles("編者按:")
    (True, False)
    """
    rule = next(rule for rule in rules()["label"] if rule.why == "other articles")
    return len(line) <= LONGEST and rule.pattern.fullmatch(line.strip("【】[]")) is not None


@cache
def _any_of(kind: RuleKind) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules()[kind]))


def _rule(kind: RuleKind, row: Mapping[str, Any], words: Mapping[str, str]) -> Rule:
    match: str = row["match"]
    while (filled := _filled(match, words)) != match:
        match = filled
    return Rule(kind, row["why"], re.compile(match), tuple(row["takes"]), tuple(row["leaves"]))


def _filled(match: str, words: Mapping[str, str]) -> str:
    for word, pattern in words.items():
        match = match.replace(f"<{word}>", pattern)
    return match
