"""Which sentences introduce others: a question its answer, the heads of a table its rows?

Invariant: what is introduced is understood together with what introduces it, and never quoted
without standing in the same text; what introduces others is no answer itself. A row of a table is
one sentence, however many full stops its cells have.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model.article import Span

LONGEST_ASKED = 80  # characters of a line that is a question for the lines below it
FEWEST_COLUMNS = 3  # of a table whose first row has heads though no rule stands below it

MARKS = r"[\s*_>#\-•·【\[]*(?:\d{1,3}[.、)）]\s*)?"
"""What may stand before a mark of a question or an answer: of lists, of Markdown, a number."""

_QUESTION = re.compile(
    rf"{MARKS}(?:[问問]题?|問題|Q(?:uestion)?)[*_]*\s?\d{{0,3}}\s?[:：.、)][*_]*"
)
_ANSWER = re.compile(rf"{MARKS}(?:[答]案?|A(?:nswer)?)[*_]*\s?\d{{0,3}}\s?[:：.、)][*_]*")
_HAS_ANSWER = re.compile(r"[答]案?[:：]|\bA(?:nswer)?[:：]")
_ASKS = re.compile(r"[?？][”」』）)\"'*_\s]*\Z")
_UNIT = re.compile(r"(.+?)\s?[(（,，/]\s?([^()（）]+?)[)）]?")  # 耕地（公顷）, 价格/元
_NUMBER = re.compile(r"\d[\d.,]*")
_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")


@dataclass(frozen=True, slots=True)
class Introduction:
    """Sentences that introduce another one, by their places, and whether that is a row."""

    start: int
    end: int
    of_row: bool = False


@dataclass(frozen=True, slots=True)
class Introductions:
    """Of each sentence what introduces it; and the places of those that only introduce."""

    of: tuple[Introduction | None, ...]
    only: frozenset[int]


def introductions(text: str, spans: Sequence[Span]) -> Introductions | None:
    r"""Return what introduces what among the sentences of a text; None if nothing does.

    >>> text = "问：几点关门？\n答：晚上十一点。"
    >>> found = introductions(text, [Span(0, 7), Span(8, 16)])
    >>> found.of[1], sorted(found.only)
    (Introduction(start=0, end=1, of_row=False), [0])
    """
    of: list[Introduction | None] = [None] * len(spans)
    only: set[int] = set()
    if "|" in text:
        _tables(text, spans, of, only)
    if "?" in text or "？" in text or _QUESTION.match(text):
        _questions(text, spans, of, only)
    return Introductions(tuple(of), frozenset(only)) if any(of) else None


def is_row(line: str) -> bool:
    """Tell whether a line has cells, as tables are written: divided by upright lines.

    >>> is_row("| 票种 | 平日 |"), is_row("票种 | 平日"), is_row("海上壹周")
    (True, True, False)
    """
    return "|" in line.strip().strip("|")


def is_rule(line: str) -> bool:
    """Tell whether a line divides the heads of a table from its rows.

    >>> is_rule("|---|:--:|"), is_rule("| 票种 | 平日 |")
    (True, False)
    """
    return "|" in line and _RULE.fullmatch(line) is not None


def read_out(heads: str, row: str) -> str:
    """Return what a row says with its heads, as a text: whose it is, and each number with its unit.

    >>> read_out("村名 | 户数 | 耕地(公顷) | 村长", "下林村 | 191 | 53.7 | 王强")
    '下林村, 下林村户数191户数, 下林村耕地53.7公顷, 下林村村长王强'
    """
    name, *cells = _cells(row)
    said = [name]
    for head, cell in zip(_cells(heads)[1:], cells, strict=False):
        named = _UNIT.fullmatch(head)
        unit = named[2] if named else head if _NUMBER.fullmatch(cell) else ""
        said.append(f"{name}{named[1] if named else head}{cell}{unit}")
    return ", ".join(said)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("| ").split("|")]


def begins_question(text: str) -> bool:
    """Tell whether a text begins with the mark of a question: 问：, Q1."""
    return _QUESTION.match(text) is not None


def begins_answer(text: str) -> bool:
    """Tell whether a text begins with the mark of an answer: 答：, A:"""
    return _ANSWER.match(text) is not None


def is_asked(text: str) -> bool:
    """Tell whether a heading or a paragraph is a question.

    >>> is_asked("丢了书怎么办？"), is_asked("丢书")
    (True, False)
    """
    return len(text) <= LONGEST_ASKED and _ASKS.search(text) is not None


def asks_for(question: str, answer: str) -> bool:
    """Tell whether a paragraph is a question and the next one its answer; one of them says so.

    >>> asks_for("问：几点关门？", "晚上十一点。"), asks_for("几点关门？", "晚上十一点。")
    (True, False)
    """
    if begins_answer(question) or begins_question(answer) or _HAS_ANSWER.search(question):
        return False
    if begins_answer(answer):
        return is_asked(question) or begins_question(question)
    return is_asked(question) and begins_question(question) and not _ASKS.search(answer)


def has_heads(rows: Sequence[str]) -> bool:
    """Tell whether the first of some rows has the heads of the others."""
    if len(rows) < 2:  # noqa: PLR2004 - heads and one row
        return False
    if is_rule(rows[1]):
        return len(rows) > 2  # noqa: PLR2004 - heads, a rule and one row
    return not rows[0].startswith("|")


def _tables(
    text: str, spans: Sequence[Span], of: list[Introduction | None], only: set[int]
) -> None:
    lines = [span.of(text) for span in spans]
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and is_row(lines[end]):
            end += 1
        if end > at and has_heads(lines[at:end]):
            _table(lines, at, end, of, only)
        at = max(end, at + 1)


def _table(
    lines: Sequence[str], at: int, end: int, of: list[Introduction | None], only: set[int]
) -> None:
    for row in range(at + 1, end):
        if is_rule(lines[row]):
            only.add(row)
        else:
            of[row] = Introduction(at, at + 1, of_row=True)
    columns = lines[at].strip("|").count("|") + 1
    if columns >= FEWEST_COLUMNS or is_rule(lines[at + 1]):
        only.add(at)


def _questions(
    text: str, spans: Sequence[Span], of: list[Introduction | None], only: set[int]
) -> None:
    asked: Introduction | None = None
    open_until_asked = False  # a marked question goes on to its question mark
    for place, span in enumerate(spans):
        said, begins = span.of(text), _begins_line(text, spans, place)
        if of[place] or place in only:
            asked = None
        elif begins_question(said) or (begins and _is_line_of_question(text, span)):
            asked = Introduction(place, place + 1)
            open_until_asked = not _ASKS.search(said)
        elif asked and open_until_asked and not begins and not begins_answer(said):
            asked = Introduction(asked.start, place + 1)
            open_until_asked = not _ASKS.search(said)
        elif asked:
            of[place] = asked
            only.update(range(asked.start, asked.end))
            open_until_asked = False


def _begins_line(text: str, spans: Sequence[Span], place: int) -> bool:
    return place == 0 or "\n" in text[spans[place - 1].end : spans[place].start]


def _is_line_of_question(text: str, span: Span) -> bool:
    said = span.of(text)
    ends_line = text[span.end : span.end + 1] in {"", "\n", "\r"}
    return ends_line and is_asked(said) and not begins_answer(said)
