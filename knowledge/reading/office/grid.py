"""Which lines do the rows of a table make whose cells are merged?

Invariant: every row has a cell for each column; a value that covers several rows stands in each of
them, one that covers several columns in each only where it is a head.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.reading.bounds import MOST_CHARACTERS

MOST_COLUMNS = 100
LONGEST_MERGED = 300  # characters of a value that is repeated in each row that it covers
NOBODY = "—"  # an empty cell at the beginning of a row, which else would shift the others


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and over how many columns and rows it goes."""

    text: str
    across: int = 1
    down: int = 1


def lines_of_grid(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """Return the rows of a table as lines of cells; raise OverflowError for endless ones.

    >>> lines_of_grid([[Cell("东线", down=2), Cell("7:10")], [Cell("7:25")]])
    ['东线 | 7:10', '东线 | 7:25']
    """
    lines: list[str] = []
    left = MOST_CHARACTERS
    held: dict[int, tuple[str, int]] = {}  # by column: what covers rows below, and how many
    for row in rows:
        shown = _columns(row, held, is_head=not any(" | " in line for line in lines))
        left -= sum(map(len, shown))
        if left < 0:
            raise OverflowError("a table repeats its words without end")
        if any(shown):
            lines.append(line_of(shown))
    return lines


def line_of(cells: Sequence[str]) -> str:
    """Return cells as one line, without those at its end that are empty."""
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    if last < 0:
        return ""
    return " | ".join([cells[0] or NOBODY, *cells[1 : last + 1]])


def _columns(row: Sequence[Cell], held: dict[int, tuple[str, int]], *, is_head: bool) -> list[str]:
    shown: list[str] = []

    def fill() -> None:
        while (at := len(shown)) in held and at < MOST_COLUMNS:
            text, left = held.pop(at)
            if left > 1:
                held[at] = (text, left - 1)
            shown.append(text)

    for cell in row:
        fill()
        if len(shown) >= MOST_COLUMNS:
            break
        again = cell.text if len(cell.text) <= LONGEST_MERGED else ""
        for at in range(min(cell.across, MOST_COLUMNS - len(shown))):
            if cell.down > 1:
                held[len(shown)] = (again if at == 0 or is_head else "", cell.down - 1)
            shown.append(cell.text if at == 0 else again if is_head and len(row) > 1 else "")
    fill()
    return shown
