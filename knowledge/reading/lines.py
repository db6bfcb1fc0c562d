"""Where does each line of a text begin and end?

Invariant: a line's span covers exactly its trimmed words, so `line.span.of(text) == line.text`;
line numbers are those an editor shows (ends are LF, CR LF or CR).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.model.article import Span

# U+3000 is the last character that Unicode calls white; pages add zero-width ones (WeChat, Word).
BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u2060\ufeff"
TAB = 4  # columns, as in CommonMark

_BLANK = frozenset(BLANKS)
_END = re.compile(r"\r\n|[\r\n]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its margins; `indent` counts the columns of the left one, a tab as four."""

    number: int
    span: Span
    text: str
    indent: int

    def follows(self, other: "Line") -> bool:
        """Tell whether this line stands directly below another one."""
        return self.number == other.number + 1


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    r"""Yield the lines of a text from an offset on, blank ones with an empty span.

    >>> [(line.number, line.text, line.span.start) for line in lines_of("有\r\n\r\n 據")]
    [(1, '有', 0), (2, '', 3), (3, '據', 6)]
    """
    number = line_number(text, start)
    for ending in _END.finditer(text, start):
        yield _line(number, text, start, ending.start())
        start = ending.end()
        number += 1
    if start < len(text):
        yield _line(number, text, start, len(text))


def line_number(text: str, at: int) -> int:
    r"""Return the number, from 1, of the line that an offset stands on.

    >>> line_number("a\nb\r\nc", 5)
    3
    """
    return 1 + sum(1 for _ in _END.finditer(text, 0, at))


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a range without the white and invisible characters at both of its ends.

    >>> trimmed("  有據 ", 0, 5)
    Span(start=2, end=4)
    """
    if start < end and text[start] not in _BLANK and text[end - 1] not in _BLANK:
        return Span(start, end)  # most lines: stripping would cost more than the rest
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip(BLANKS))
    return Span(left, max(left, start + len(piece.rstrip(BLANKS))))


def _line(number: int, text: str, start: int, end: int) -> Line:
    span = trimmed(text, start, end)
    if span.start == span.end:
        span = Span(start, start)
    indent = len(text[start : span.start].expandtabs(TAB)) if span.start > start else 0
    return Line(number, span, span.of(text), indent)
