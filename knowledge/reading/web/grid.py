"""What does a table of a web page say, row by row?

Invariant: a cell stands in its own column, whatever cells beside and above it are merged or empty;
a merged cell is in each row and column that it covers, but no table grows by that beyond
`MOST_GROWTH`. Heads of several rows become one row, and every part of a table begins with it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from knowledge.reading.tables import parts_of_table, row_of
from knowledge.reading.web.elements import Tree, seen_text

WIDEST = 100  # columns: wider tables are pictures made of cells
MOST_GROWTH = 4  # times its own characters that merged cells may make of a table
FREE_OF_GROWTH = 1000  # characters that they may add to any table
LONGEST_CELL = 200  # characters of a cell that is surely one
LAYOUT_SHARE = 0.6  # of a table's words that are in one cell, where a table only lays out the page
SAID_TO_BE_LAYOUT = frozenset({"presentation", "none"})
OF_PAGES = ("table", "h1", "h2", "article", "section")  # what only the layout of a page holds

_FIGURES = re.compile(r"\s*([0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row in their columns; `whole` if one cell goes over all of them."""

    cells: tuple[str, ...]
    whole: bool


def is_table(table: Tree) -> bool:
    """Tell whether a table has words in rows and columns, and does not lay out a page."""
    if table.get("role") in SAID_TO_BE_LAYOUT:
        return False
    if next(table.iterdescendants(*OF_PAGES), None) is not None:
        return False
    rows = [[seen_text(cell) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")]
    if max((sum(map(bool, row)) for row in rows), default=0) < 2:  # noqa: PLR2004 - columns
        return False
    if next(table.iter("th", "caption", "thead"), None) is not None:
        return True
    lengths = [len(said) for row in rows for said in row]
    return max(lengths) <= max(LONGEST_CELL, LAYOUT_SHARE * sum(lengths))


def parts_of_grid(table: Tree) -> Iterator[str]:
    """Yield a table as texts of several lines, each below the heads.

    A row that is one cell over all columns opens a part of its own.
    """
    rows = list(table.iter("tr"))
    grid = _expanded(rows)
    title = list(takewhile(lambda row: row.whole, grid))
    heads = _heads(rows[len(title) :])
    head = _merged([row.cells for row in grid[len(title) :][:heads]])
    above = [said for caption in table.iterchildren("caption") if (said := seen_text(caption))]
    parts = [_Part([*above, *(row.cells[0] for row in title)], [])]
    for row in grid[len(title) + heads :]:
        if row.whole and parts[-1].rows:
            parts.append(_Part([], []))
        if row.whole:
            parts[-1].above.append(row.cells[0])
        elif any(row.cells):
            parts[-1].rows.append(row_of(row.cells))
    for part in parts:
        # A note over all columns at the end of a table stands without heads.
        last = part.above if head and part is not parts[0] and not part.rows else None
        yield from parts_of_table(last or [*part.above, *head, *part.rows])


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands above some rows of a table, and the rows."""

    above: list[str]
    rows: list[str]


def _expanded(rows: Sequence[Tree]) -> list[_Row]:
    """Return the rows with merged cells in each place that they cover."""
    spare = FREE_OF_GROWTH + MOST_GROWTH * sum(len(seen_text(row)) for row in rows)
    grid = []
    hanging: dict[int, tuple[int, str]] = {}  # by column: for how many rows, and what
    for at, row in enumerate(rows):
        cells = {column: said for column, (_, said) in hanging.items()}
        hanging = {c: (left - 1, said) for c, (left, said) in hanging.items() if left > 1}
        own = list(row.iterchildren("td", "th"))
        column = widest = 0
        for cell in own:
            while column in cells:
                column += 1
            said = seen_text(cell)
            width = min(_span(cell, "colspan") or 1, WIDEST)
            height = min(_span(cell, "rowspan") or len(rows), len(rows) - at)
            spare -= (len(said) + 1) * (width * height - 1)
            if spare < 0:
                width = height = 1
            for covered in range(column, column + width):
                cells.setdefault(covered, said)
                if height > 1:
                    hanging[covered] = (height - 1, said)
            column += width
            widest = max(widest, width)
        written = tuple(cells.get(c, "") for c in range(max(cells, default=-1) + 1))
        whole = len(own) == 1 and 1 < widest == len(written)
        grid.append(_Row(written, whole))
    return grid


def _heads(rows: Sequence[Tree]) -> int:
    """Return how many rows have heads: those said to, and those that merged heads reach into."""
    marked = sum(
        1 for _ in takewhile(lambda row: _is_head(row) and len(row.findall("th")) > 1, rows)
    )
    first = list(rows[0].iterchildren("td", "th")) if rows else []
    if any(_span(cell, "colspan") > 1 for cell in first):
        tall = max(_span(cell, "rowspan") for cell in first)
        marked = max(marked, tall, 2)
    return marked if marked < len(rows) else 0


def _is_head(row: Tree) -> bool:
    return row.getparent().tag == "thead" or row.find("td") is None


def _merged(heads: Sequence[Sequence[str]]) -> list[str]:
    """Return the row that several rows of heads make: 票价 above 平日 is 票价 平日."""
    width = max(map(len, heads), default=0)
    columns = ([row[c] for row in heads if c < len(row) and row[c]] for c in range(width))
    merged = [" ".join(dict.fromkeys(column)) for column in columns]
    return [row_of(merged)] if any(merged) else []


def _span(cell: Tree, name: str) -> int:
    figures = _FIGURES.match(cell.get(name) or "1")
    return int(figures[1]) if figures else 1
