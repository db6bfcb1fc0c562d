"""How does a number look in a table?

Invariant: a number that was not measured is a dash; no text breaks out of its cell.
"""

from collections.abc import Iterable, Sequence

DASH = "–"
WHOLE_FROM = 100  # numbers from here on are shown without decimals

Row = Sequence[str]


def table(header: Row, rows: Iterable[Row]) -> str:
    """Return a Markdown table; columns after the first are numbers, to the right.

    A bar in a cell would end it and is escaped.
    """
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def share(value: float | None) -> str:
    """Return a share as the field writes it: .963, 1.000, or a dash."""
    return DASH if value is None else f"{value:.3f}".removeprefix("0")


def figure(value: float | None) -> str:
    """Return three significant digits, without an exponent."""
    if value is None:
        return DASH
    return f"{value:,.0f}" if abs(value) >= WHOLE_FROM else f"{value:.3g}"
