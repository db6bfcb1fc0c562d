"""Which parts of a Markdown text are headings, and which are paragraphs?

Invariant: a block is a slice of the text as it stands, marks and all; comments, link definitions
and rules are in no block. Lists, quotes, tables and code are one block each: they are read as one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.model.article import Block, Span
from knowledge.reading.lines import BLANKS, Line, trimmed

LONGEST_LIST = (
    800  # characters of a list that is still one block; a longer one is cut at its points
)
CODE_INDENT = 4  # columns at which a line is code and no longer a mark (CommonMark)

_ATX = re.compile(r"(?P<level>#{1,6})(?:[ \t]+|\Z)")
_ATX_END = re.compile(r"(?:^|[ \t])#+\Z")
_SETEXT = re.compile(r"=+|-+")
_RULE = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")  # ```words``` is a line of a paragraph
_POINT = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|\Z)")
_DEFINITION = re.compile(r"""\[(?!\^)[^\]]+\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?""")
_COMMENT, _COMMENT_END = "<!--", "-->"


@dataclass(frozen=True, slots=True)
class Part:
    """A block and, for a heading, its level from 1 to 6 (0 for a paragraph)."""

    block: Block
    level: int = 0


def parts_of(text: str, lines: Sequence[Line]) -> Iterator[Part]:
    """Yield the blocks of a Markdown body, whose lines may be blank, in order."""
    at = 0
    last_comment_end = text.rfind(_COMMENT_END)
    while at < len(lines):
        line = lines[at]
        if not line.text or _is_mark(line, _RULE) or _is_mark(line, _DEFINITION):
            at += 1
        elif line.text.startswith(_COMMENT):
            at = _comment_end(lines, at, closed=line.span.start < last_comment_end)
        elif fence := _fence(line):
            end = _fence_end(lines, at, fence)
            yield from _paragraph(text, lines[at + 1 : end], fenced=True)
            at = end + 1
        elif (heading := _atx(text, line)) is not None:
            yield from heading
            at += 1
        elif _is_point(line):
            end = _list_end(lines, at)
            yield from _list(text, lines[at:end])
            at = end
        else:
            end = _paragraph_end(lines, at)
            yield from _text(text, lines, at, end)
            at = end


def _is_mark(line: Line, pattern: re.Pattern[str]) -> bool:
    return line.indent < CODE_INDENT and pattern.fullmatch(line.text) is not None


def _comment_end(lines: Sequence[Line], at: int, *, closed: bool) -> int:
    """Return the line behind a comment; one that is never closed ends at the next blank line.

    CommonMark hides the rest of the file; losing an article to a typing slip would be worse.
    """
    for number in range(at, len(lines)):
        text = lines[number].text
        if _COMMENT_END in text if closed else not text:
            return number + 1
    return len(lines)


def _fence(line: Line) -> str | None:
    match = _FENCE.match(line.text) if line.indent < CODE_INDENT else None
    return match.group() if match else None


def _fence_end(lines: Sequence[Line], at: int, fence: str) -> int:
    for number in range(at + 1, len(lines)):
        closing = lines[number].text
        if closing.startswith(fence) and not closing.strip(fence[0]):
            return number
    return len(lines)


def _atx(text: str, line: Line) -> list[Part] | None:
    """Return the heading of a line with #, nothing for an empty one, None for another line."""
    match = _ATX.match(line.text) if line.indent < CODE_INDENT else None
    if match is None:
        return None
    closing = _ATX_END.search(line.text, match.end())
    end = line.span.start + closing.start() if closing else line.span.end
    return _heading(trimmed(text, line.span.start + match.end(), end), len(match["level"]))


def _heading(span: Span, level: int) -> list[Part]:
    return [Part(Block("heading", span), level)] if span.start < span.end else []


def _is_point(line: Line) -> bool:
    return line.indent < CODE_INDENT and _POINT.match(line.text) is not None


def _list_end(lines: Sequence[Line], at: int) -> int:
    """Return the line behind a list: a blank one, unless an indented line or a point follows."""
    end = at + 1
    while end < len(lines):
        line, above = lines[end], lines[end - 1]
        if line.text and not above.text and not (line.indent or _is_point(line)):
            break
        if line.text and line.indent == 0 and _begins_block(line) and not _is_point(line):
            break
        end += 1
    return end


def _list(text: str, lines: Sequence[Line]) -> Iterator[Part]:
    written = [line for line in lines if line.text]
    if written[-1].span.end - written[0].span.start <= LONGEST_LIST:
        yield from _paragraph(text, written)
        return
    margin = written[0].indent
    starts = [n for n, line in enumerate(written) if line.indent <= margin and _is_point(line)]
    for start, end in zip(starts, [*starts[1:], len(written)], strict=True):
        yield from _paragraph(text, written[start:end])


def _paragraph_end(lines: Sequence[Line], at: int) -> int:
    """Return the line behind a paragraph or quote: a blank one, or one that begins a block."""
    end = at + 1
    while end < len(lines) and lines[end].text and not _interrupts(lines[end], lines[at]):
        end += 1
        if _is_mark(lines[end - 1], _SETEXT):
            break
    return end


def _interrupts(line: Line, first: Line) -> bool:
    if _is_mark(line, _SETEXT) and not first.text.startswith(">"):
        return False
    if line.text.startswith(">"):
        return not first.text.startswith(">")
    # As in CommonMark: "2. " inside a paragraph is a number, "1. " the beginning of a list.
    is_number = line.text[0].isdecimal() and not line.text.startswith(("1.", "1)"))
    return _begins_block(line) and not is_number


def _begins_block(line: Line) -> bool:
    if line.indent >= CODE_INDENT:
        return False
    marks = (_ATX, _FENCE, _POINT)
    return _is_mark(line, _RULE) or any(mark.match(line.text) is not None for mark in marks)


def _text(text: str, lines: Sequence[Line], at: int, end: int) -> Iterator[Part]:
    """Yield a paragraph, a quote, or the heading that a line of = or - makes of a paragraph."""
    first, last = lines[at], lines[end - 1]
    if end - at > 1 and _is_mark(last, _SETEXT) and not first.text.startswith(">"):
        span = Span(first.span.start, lines[end - 2].span.end)
        yield from _heading(span, 1 if last.text.startswith("=") else 2)
    else:
        yield from _paragraph(text, lines[at:end])


def _paragraph(text: str, lines: Sequence[Line], *, fenced: bool = False) -> Iterator[Part]:
    written = [line for line in lines if line.text]
    if not written:
        return
    start, end = written[0].span.start, written[-1].span.end
    if text[start] == ">" and not fenced:  # the mark of the quote's first line
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip(">" + BLANKS))
    if start < end:
        yield Part(Block("paragraph", Span(start, end)))
