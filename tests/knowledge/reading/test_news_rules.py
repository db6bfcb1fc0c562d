import re
from collections.abc import Callable

import pytest

from knowledge.reading.news_rules import LONGEST, Rule, is_a, numbering, rules

# How each kind is tried on a line: whole, anywhere, or from its beginning.
TRIED: dict[str, Callable[[Rule, str], re.Match[str] | None]] = {
    "byline": lambda rule, line: rule.pattern.search(line),
    "ending": lambda rule, line: rule.pattern.search(line),
    "opening": lambda rule, line: rule.pattern.match(line),
}
ALL = [rule for of_kind in rules().values() for rule in of_kind]


def tried(rule: Rule, line: str) -> re.Match[str] | None:
    """Return the match of a rule in the way in which its kind is tried."""
    way = TRIED.get(rule.kind)
    return way(rule, line) if way else rule.pattern.fullmatch(line)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: f"{rule.kind}: {rule.why}")
def test_every_rule_takes_and_leaves_its_examples(rule: Rule) -> None:
    """Every rule of the table has examples, takes its own and leaves the others."""
    assert rule.takes
    assert rule.leaves
    assert [line for line in rule.takes if not tried(rule, line)] == []
    assert [line for line in rule.leaves if tried(rule, line)] == []


def test_every_kind_of_rule_is_known() -> None:
    """The table has the kinds that the walk asks for and no others."""
    assert set(rules()) == {
        "author", "byline", "drop", "ending", "head", "label", "numbered", "opening", "unheading",
    }  # fmt: skip


def test_no_placeholder_is_left() -> None:
    """Every <word> of the table is one of [words]."""
    left = [
        rule.why for rule in ALL if re.search(r"(?<!\?P)(?<!\?)<[a-z_]+>", rule.pattern.pattern)
    ]
    assert left == []


def test_a_long_line_is_never_tried() -> None:
    """A line of more than 120 characters is the article's, whatever it says."""
    assert is_a("drop", "-" * LONGEST)
    assert not is_a("drop", "-" * (LONGEST + 1))
    assert numbering("第一章 " + "雨" * LONGEST) is None
