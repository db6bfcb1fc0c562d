"""What does a piece of a Word document say, as a reader sees it?

Invariant: insertions are accepted and deletions gone; notes are told apart from the text that
refers to them. Elements are read as they stand in the file; only names of WordprocessingML are
known here.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from knowledge.reading.composition import tidy_line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_COLUMNS = 100  # Word allows 63
LONGEST_MERGED = 300  # characters of a value that is repeated in each row that it covers

# What is not the text: deleted words, properties, and the older copy of a text box.
UNSEEN = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}pPr",
    f"{W}rPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
WRAPPERS = {
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
NOBODY = "—"  # an empty cell at the beginning of a row, which else would shift the others


class Element(Protocol):
    """What is used of an element of XML."""

    @property
    def tag(self) -> str:
        """Return the name with its namespace."""

    @property
    def text(self) -> str | None:
        """Return the words directly inside."""

    def __iter__(self) -> "Iterator[Element]":
        """Yield the elements inside."""

    def get(self, key: str) -> str | None:
        """Return an attribute."""


Say = Callable[[Any], str]  # what a paragraph says; any, as it takes what its caller has

Note = tuple[str, str]
"""A reference: footnote or endnote, and its id."""


def text_of(element: Element) -> str:
    """Return the words of a paragraph."""
    return "".join(_words(element))


def notes_in(element: Element) -> Iterator[Note]:
    """Yield the notes that a paragraph or a table refers to, in order."""
    for part in element:
        if part.tag in NOTES:
            yield NOTES[part.tag], part.get(f"{W}id") or ""
        elif part.tag not in UNSEEN:
            yield from notes_in(part)


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name that stand directly in another, but for what wraps them."""
    for part in element:
        if part.tag == f"{W}{name}":
            yield part
        elif part.tag in WRAPPERS:
            yield from children(part, name)


def rows_of(table: Element, say: Say | None = None) -> list[str]:
    """Return the rows of a table as lines of cells, a merged value in each row that it covers.

    Cells that are empty keep their places. A head over several columns is repeated for each, and
    put before what the next row says below it. `say` returns what a paragraph says.
    """
    rows: list[list[str]] = []
    above = list[str]()  # the columns of the row above
    with_heads, spread = False, False  # there is a row with heads; the last row one, over several
    for row in children(table, "tr"):
        cells, handed, goes_on = _cells(row, above, say or text_of, repeat=not with_heads)
        if _is_deleted(row) or not any(cells):
            continue
        above = handed
        if spread and goes_on and len(cells) == len(rows[-1]):
            rows[-1] = [_below(*pair) for pair in zip(rows[-1], cells, strict=True)]
            spread = False
            continue
        rows.append(cells)
        spread = not with_heads and len(set(cells)) < len(cells)
        with_heads = with_heads or len(cells) > 1
    return [_line(cells) for cells in rows]


def cell_text(cell: Element, say: Say | None = None) -> str:
    """Return what a cell says on one line; a table inside is said once, row by row."""
    parts: list[str] = []
    for part in cell:
        if part.tag == f"{W}p":
            parts.append((say or text_of)(part))
        elif part.tag == f"{W}tbl":
            parts += [
                cell_text(inner, say)
                for row in children(part, "tr")
                for inner in children(row, "tc")
            ]
        elif part.tag in WRAPPERS:
            parts.append(cell_text(part, say))
    return tidy_line(" ".join(parts))


def _words(element: Element) -> Iterator[str]:
    for part in element:
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag in SIGNS:
            yield SIGNS[part.tag]
        elif part.tag not in UNSEEN:
            yield from _words(part)


def _cells(
    row: Element, above: list[str], say: Say, *, repeat: bool
) -> tuple[list[str], list[str], bool]:
    """Return the cells of a row, what it hands down to the next one, and whether it goes on.

    It goes on where its first cell is merged with the one above.
    """
    shown = [""] * _number(_property(row, "trPr", "gridBefore"), 0)
    handed, goes_on, count = list(shown), False, 0
    for cell in children(row, "tc"):
        count += 1
        merged = _property(cell, "tcPr", "vMerge")
        continued = merged is not None and merged.get(f"{W}val") != "restart"
        goes_on = goes_on or (continued and count == 1)
        text = (
            (above[len(shown)] if len(shown) < len(above) else "")
            if continued
            else cell_text(cell, say)
        )
        across = _property(cell, "tcPr", "hMerge")
        if across is not None and across.get(f"{W}val") != "restart":
            text = shown[-1] if shown and repeat else ""
        span = max(_number(_property(cell, "tcPr", "gridSpan"), 1), 1)
        span = min(span, max(MOST_COLUMNS - len(shown), 1))
        again = text if len(text) <= LONGEST_MERGED else ""
        shown += [text] + [again if repeat else ""] * (span - 1)
        handed += [again] * span
    return (shown[:1] if count == 1 else shown), handed, goes_on


def _below(head: str, words: str) -> str:
    return head if words in {head, ""} else words if not head else f"{head} {words}"


def _line(cells: list[str]) -> str:
    """Return cells as one line, without those at its end that are empty."""
    cells = cells[: max(at for at, cell in enumerate(cells) if cell) + 1]
    return " | ".join([cells[0] or NOBODY, *cells[1:]])


def _is_deleted(row: Element) -> bool:
    return _property(row, "trPr", "del") is not None


def _property(element: Element, holder: str, name: str) -> Element | None:
    for part in element:
        if part.tag == f"{W}{holder}":
            return next((one for one in part if one.tag == f"{W}{name}"), None)
    return None


def _number(element: Element | None, otherwise: int) -> int:
    said = (element.get(f"{W}val") or "") if element is not None else ""
    return min(int(said[:4]), MOST_COLUMNS) if said.isdecimal() else otherwise
