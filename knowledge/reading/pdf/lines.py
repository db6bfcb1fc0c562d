"""Which printed lines are one paragraph, and which are headings or the page's own?

Invariant: every line goes into exactly one piece, in order, but for running heads, feet and page
numbers. A printed page has no paragraphs, only lines with a place and a size: a gap, an indent, a
short full line or another size begins a new one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from knowledge.model.article import Span
from knowledge.reading.composition import Piece
from knowledge.reading.headings import LONGEST_TITLE, kinds_of, looks_like_title
from knowledge.reading.paragraphs import Paragraph, columns, ends_sentence

HEADING_SIZE = 1.15  # times the size of the running text
SAME_SIZE = 0.1  # sizes that differ by less are one: 10.5 and 11
WIDE_GAP = 1.4  # times the usual distance of two lines
INDENT = 0.8  # times the size: Chinese indents by two characters, English by one or two
FULL_LINE = 0.8  # of the longest line of the page; a shorter one may end a paragraph
ROOM = 0.7  # of the next line; a line that is shorter ends on purpose
RUNNING_LINES = 2  # at each end of a page: a head and its number
RUNNING_PAGES = 3  # a first or last line on so many pages is a running head or foot
HIGHEST_SHARE = 0.5  # of all pages, at least

_PAGE_NUMBER = re.compile(
    r"(?i:[-–—·]?\s?[0-9]{1,4}\s?[-–—·]?|[ivxlc]{1,6}|第\s?[0-9]{1,4}\s?[页頁](?:\s?[,，/]?\s?共\s?[0-9]{1,4}\s?[页頁])?"
    r"|(?:page\s)?[0-9]{1,4}\s?(?:of|/)\s?[0-9]{1,4}|page\s[0-9]{1,4})"
)
_NUMBER = re.compile(r"[0-9]+")
_POINT = re.compile(
    r"[•●○◆■▪‣·]\s?|[-–—]\s|\(?[0-9]{1,2}[.)、]\s?|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_GOES_ON = re.compile(r"[,，、;；-]\Z")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef「」『』《》“”‘’—…]")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: its words, its left end, its height from the bottom, its size (points)."""

    text: str
    x: float
    y: float
    size: float


Page = Sequence[PrintedLine]


def pieces_of(pages: Sequence[Page]) -> Iterator[Piece]:
    """Yield the paragraphs and headings of printed pages."""
    pages = without_running_lines(pages)
    lines = [line for page in pages for line in page]
    if not lines:
        return
    shape = _shape(pages, lines)
    groups: list[list[PrintedLine]] = [[lines[0]]]
    for above, line in pairwise(lines):
        if _begins(above, line, shape):
            groups.append([line])
        else:
            groups[-1].append(line)
    pieces = [
        Piece(joined(group), "heading" if _is_heading(group, shape) else "paragraph")
        for group in groups
    ]
    large = any(piece.kind == "heading" for piece in pieces)
    yield from pieces if large else _by_looks(pieces, groups)


def _by_looks(pieces: Sequence[Piece], groups: Sequence[Sequence[PrintedLine]]) -> Iterator[Piece]:
    """Yield pieces of one size, of which some look like headings; the first may be the title."""
    paragraphs = [
        Paragraph(Span(0, len(piece.text)), piece.text, len(group))
        for piece, group in zip(pieces, groups, strict=True)
    ]
    kinds = kinds_of(paragraphs)
    if kinds[1:] and kinds[1] == "paragraph" and len(groups[0]) == 1:
        kinds[0] = "heading" if looks_like_title(pieces[0].text) else kinds[0]
    for piece, kind in zip(pieces, kinds, strict=True):
        yield Piece(piece.text, kind)


def without_running_lines(pages: Sequence[Page]) -> list[Page]:
    """Return pages without page numbers and without what stands first or last on most of them."""
    counts = Counter(_unnumbered(line) for page in pages for line in {*page[:1], *page[-1:]})
    often = max(RUNNING_PAGES, HIGHEST_SHARE * len(pages))

    def runs(line: PrintedLine) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line.text)) or counts[_unnumbered(line)] >= often

    kept = []
    for page in pages:
        start, end = 0, len(page)
        while start < min(end, RUNNING_LINES) and runs(page[start]):
            start += 1
        while end > max(start, len(page) - RUNNING_LINES) and runs(page[end - 1]):
            end -= 1
        kept.append(page[start:end])
    return kept


def joined(lines: Sequence[PrintedLine]) -> str:
    """Return the words of lines as one: Chinese without blanks, a hyphenated word made whole.

    >>> joined([PrintedLine(text, 0, 0, 11) for text in ("改為電", "池。It is mid-", "night.")])
    '改為電池。It is midnight.'
    """
    text = ""
    for line in lines:
        if text.endswith("-") and text[-2:-1].isalpha() and line.text[:1].islower():
            text = text[:-1] + line.text
        elif not text or (_WIDE.match(text[-1]) and _WIDE.match(line.text)):
            text += line.text
        else:
            text += " " + line.text
    return text


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is usual in a document: the size of its text, the distance and length of its lines."""

    size: float
    gap: float
    longest: int


def _shape(pages: Sequence[Page], lines: Sequence[PrintedLine]) -> _Shape:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] or 1.0
    gaps = [
        above.y - line.y
        for page in pages
        for above, line in pairwise(page)
        if above.y > line.y and _is_same(above.size, line.size) and _is_same(line.size, size)
    ]
    return _Shape(size, median(gaps) if gaps else 1.5 * size, max(columns(x.text) for x in lines))


def _begins(above: PrintedLine, line: PrintedLine, shape: _Shape) -> bool:
    """Tell whether a line begins a paragraph of its own."""
    if not _is_same(above.size, line.size):
        return True
    if _is_large(line, shape):  # a title of several lines
        return above.y - line.y > WIDE_GAP * 1.5 * line.size
    if _POINT.match(line.text):
        return True
    hangs = _POINT.match(above.text) is not None  # the lines of a point begin behind its sign
    indented = line.x - above.x > INDENT * line.size and not hangs
    if above.y - line.y > WIDE_GAP * shape.gap or indented:
        return True
    ended = ends_sentence(above.text) and columns(above.text) < FULL_LINE * shape.longest
    return ended or _is_broken_off(above, line)


def _is_broken_off(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line ends though the next word would have had room: a heading does."""
    if not above.y - line.y > 0 or abs(line.x - above.x) > INDENT * line.size:
        return False
    first = line.text[:1] if _WIDE.match(line.text) else line.text.partition(" ")[0]
    room = columns(above.text) + 1 + columns(first) < ROOM * columns(line.text)
    return room and not _GOES_ON.search(above.text)


def _is_heading(group: Sequence[PrintedLine], shape: _Shape) -> bool:
    return _is_large(group[0], shape) and columns(joined(group)) <= LONGEST_TITLE


def _is_large(line: PrintedLine, shape: _Shape) -> bool:
    return line.size >= HEADING_SIZE * shape.size


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SIZE * max(one, other)


def _unnumbered(line: PrintedLine) -> str:
    return _NUMBER.sub("#", line.text)
