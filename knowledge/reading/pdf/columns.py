"""In which order are the words of a page read?

Invariant: every word stands in one line, and lines in the order in which they are drawn, but where
they are drawn row by row across columns: then each column is read to its end before the next one.
A table is drawn so, too; its cells are short, and the lines of a column fill it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from knowledge.reading.composition import tidy_line
from knowledge.reading.paragraphs import columns
from knowledge.reading.pdf.lines import PrintedLine
from knowledge.reading.pdf.showing import GAP, Word

SAME_LINE = 0.5  # of the size: two words whose feet differ by less stand in one line
BACKWARDS = 1.0  # of the size: a word that begins further left begins a line of its own
GUTTER = 1.3  # of the size: a wider gap in a line may be one between columns
FEWEST_LINES = 3  # of a column
FULL = 0.6  # of its column that half of the lines fill
NARROWEST = 12  # columns of characters that a column of text has
SAME_EDGE = 3.0  # points: left ends of lines that differ by less are one
MOST_GUTTERS = 6  # left ends that are tried
MOST_SEGMENTS = 5000  # of a page that has columns: a newspaper has a thousand
DEEPEST = 4  # columns inside columns
SEVERAL = 1.8  # times the distance of two lines: what is further away is of another part

_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef「」『』《》“”‘’—…]")


@dataclass(frozen=True, slots=True)
class _Segment:
    """The words of a line without a wide gap between them."""

    text: str
    x: float
    y: float
    end: float
    size: float
    row: int


def lines_of_page(words: Sequence[Word]) -> list[PrintedLine]:
    """Return the lines that words make, in the order in which they are read."""
    lines: list[PrintedLine] = []
    for turn in sorted({word.turn for word in words}):
        segments = list(_segments([word for word in words if word.turn == turn]))
        for stretch in _stretches(segments):
            lines += _lines(_read(stretch, 0))
    return lines


def _segments(words: Sequence[Word]) -> Iterator[_Segment]:
    """Yield the parts of lines, cut where a gap could be one between columns."""
    group: list[Word] = []
    row = 0
    for word in words:
        if not word.text.strip() and not group:
            continue
        if group and not _follows(group, word):
            yield _segment(group, row)
            row += not _is_beside(group, word)
            group = []
        if word.text.strip() or group:
            group.append(word)
    if group:
        yield _segment(group, row)


def _follows(group: Sequence[Word], word: Word) -> bool:
    last = group[-1]
    gap = word.x - last.end
    wide = GUTTER * max(last.size, word.size)
    return _is_level(group, word) and -BACKWARDS * last.size <= gap <= wide


def _is_beside(group: Sequence[Word], word: Word) -> bool:
    return _is_level(group, word) and word.x >= group[-1].end


def _is_level(group: Sequence[Word], word: Word) -> bool:
    largest = max(group[-1].size, word.size)
    return min(abs(word.y - one.y) for one in (group[0], group[-1])) <= SAME_LINE * largest


def _segment(group: Sequence[Word], row: int) -> _Segment:
    sizes = Counter[float]()
    for word in group:
        sizes[word.size] += len(word.text.strip())
    size = sizes.most_common(1)[0][0]
    of_size = next(word for word in group if word.size == size)
    written = [word for word in group if word.text.strip()] or list(group)
    ends = written[0].x, max(word.end for word in written)
    return _Segment(tidy_line(_joined(group)), ends[0], of_size.y, ends[1], size, row)


def _joined(group: Sequence[Word]) -> str:
    """Return the words of a line with a blank where a gap parts them, but for Chinese ones."""
    parts = [group[0].text]
    for last, word in pairwise(group):
        gap = word.x - last.end > GAP * min(last.size, word.size)
        if gap and not _are_wide(parts[-1], word.text):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _are_wide(above: str, below: str) -> bool:
    return bool(above and below and _WIDE.match(above[-1]) and _WIDE.match(below[0]))


def _stretches(segments: Sequence[_Segment]) -> Iterator[list[_Segment]]:
    """Yield the segments that are drawn from above to below."""
    stretch: list[_Segment] = []
    for segment in segments:
        if not segment.text:
            continue
        if stretch and segment.y > stretch[-1].y + SAME_LINE * segment.size:
            yield stretch
            stretch = []
        stretch.append(segment)
    if stretch:
        yield stretch


def _read(segments: list[_Segment], depth: int) -> list[_Segment]:
    """Return segments in the order in which they are read."""
    few = depth < DEEPEST and len(segments) <= MOST_SEGMENTS
    for gutter in _gutters(segments) if few else ():
        for begin, end in _bands(segments, gutter):
            band = segments[begin:end]
            left = [one for one in band if one.x < gutter]
            right = [one for one in band if one.x >= gutter]
            if _are_columns(left, depth) and _are_columns(right, depth):
                first, last = _extent(band, left, right)
                above, below = band[:first], band[last:]
                left = [one for one in band[first:last] if one.x < gutter]
                right = [one for one in band[first:last] if one.x >= gutter]
                before = _read(segments[:begin] + above, depth + 1)
                after = _read(below + segments[end:], depth + 1)
                moved = _moved(_read(right, depth + 1), left)
                return before + _read(left, depth + 1) + moved + after
    return segments


def _gutters(segments: Sequence[_Segment]) -> list[float]:
    """Return the left ends at which several lines begin behind another one."""
    edges = Counter(round(one.x / SAME_EDGE) for one in segments)
    first = min(edges, default=0)
    common = [at for at, count in edges.most_common(MOST_GUTTERS) if count >= FEWEST_LINES]
    return [at * SAME_EDGE - SAME_EDGE for at in sorted(common) if at > first + 1]


def _bands(segments: Sequence[_Segment], gutter: float) -> Iterator[tuple[int, int]]:
    """Yield the beginnings and ends of what no line crosses."""
    begin = 0
    for at, one in enumerate(segments):
        if one.x < gutter - SAME_EDGE and one.end > gutter + SAME_EDGE:
            if at > begin:
                yield begin, at
            begin = at + 1
    if begin < len(segments):
        yield begin, len(segments)


def _are_columns(lines: Sequence[_Segment], depth: int) -> bool:
    """Tell whether lines are a column, or several side by side."""
    if _is_column(lines):
        return True
    return depth < DEEPEST and any(
        _are_columns([one for one in lines if one.x < gutter], depth + 1)
        and _are_columns([one for one in lines if one.x >= gutter], depth + 1)
        for gutter in _gutters(lines)
        if not any(one.x < gutter - SAME_EDGE and one.end > gutter + SAME_EDGE for one in lines)
    )


def _is_column(lines: Sequence[_Segment]) -> bool:
    """Tell whether lines are those of running text: enough, long, and filling their column."""
    if len(lines) < FEWEST_LINES:
        return False
    start, end = min(one.x for one in lines), max(one.end for one in lines)
    filled = median((one.end - one.x) / max(end - start, 1.0) for one in lines)
    return filled >= FULL and median(columns(one.text) for one in lines) >= NARROWEST


def _extent(
    band: Sequence[_Segment], left: Sequence[_Segment], right: Sequence[_Segment]
) -> tuple[int, int]:
    """Return where in a band the columns stand side by side.

    Lines above and below that are far from them, or begin before both do, are of the whole page.
    """
    step = median([a.y - b.y for a, b in pairwise(left) if a.y > b.y] or [0.0])
    top, foot = max(one.y for one in right), min(one.y for one in right)
    first = next(at for at, one in enumerate(band) if one.y <= top + SAME_LINE * one.size)
    last = len(band)
    while last > first and band[last - 1].y < foot - SAME_LINE * band[last - 1].size:
        last -= 1
    while last < len(band) and 0 <= band[last - 1].y - band[last].y <= SEVERAL * step:
        last += 1
    return first, last


def _moved(right: Sequence[_Segment], left: Sequence[_Segment]) -> list[_Segment]:
    """Return the lines of a column as if it stood below the one before it.

    A line whose left end is that of its column begins no paragraph by being further right.
    """
    by = min((one.x for one in right), default=0.0) - min((one.x for one in left), default=0.0)
    return [replace(one, x=one.x - by, end=one.end - by) for one in right]


def _lines(segments: Sequence[_Segment]) -> Iterator[PrintedLine]:
    """Yield lines; segments of one row that are still side by side are one."""
    group: list[_Segment] = []
    for one in segments:
        if group and one.row != group[-1].row:
            yield _line(group)
            group = []
        group.append(one)
    if group:
        yield _line(group)


def _line(group: Sequence[_Segment]) -> PrintedLine:
    text = " ".join(one.text for one in group)
    longest = max(group, key=lambda one: len(one.text))
    return PrintedLine(text, group[0].x, group[0].y, longest.size)
