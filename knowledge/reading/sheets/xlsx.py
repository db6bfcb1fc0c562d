"""What does an Excel file say?

Invariant: sheets are read in order, hidden ones not; a cell is what a person reads in it. Values of
formulas are those that were saved last. A merged value is in each row that it covers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from knowledge.reading.composition import compose_article
from knowledge.reading.metadata import Metadata
from knowledge.reading.office.package import Package
from knowledge.reading.outcome import Reading
from knowledge.reading.sheets.number_styles import (
    BUILT_IN,
    GENERAL,
    NumberStyle,
    shown_number,
    style_of,
)
from knowledge.reading.sheets.rows import MOST_COLUMNS, Sheet, bounded, pieces_of_sheets

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST_TAGS = 2_500_000  # of all parts; a cell has four, and is forgotten when it is read
MOST_MERGED = 200_000  # cells that are merged with others
LONGEST_MERGED = 300  # characters of a value that is repeated in each row that it covers

_NOTHING = "there is no cell with text in it; add some or remove the file"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of all sheets refer to."""

    texts: Sequence[str]
    styles: Sequence[NumberStyle]
    from_1904: bool


def read_xlsx(content: bytes, file: str) -> Reading:
    """Return the one article of an Excel file, whose rows are its entries."""
    package = Package(content, file, most_tags=MOST_TAGS)
    main = package.main()
    targets = {one.id: one.target for one in package.relations(main)}
    kinds = {one.kind: one.target for one in package.relations(main)}
    workbook = _parsed(package, main)
    settings = workbook.find(f"{S}workbookPr")
    book = _Book(
        _texts(package, kinds.get("sharedStrings", "")),
        _styles(package, kinds.get("styles", "")),
        settings is not None and settings.get("date1904") in {"1", "true"},
    )
    sheets = [
        Sheet(one.get("name") or "", _rows(package.part(target) or b"<none/>", book, file))
        for one in workbook.iterfind(f"{S}sheets/{S}sheet")
        if one.get("state", "visible") == "visible"
        and (target := targets.get(one.get(f"{R}id") or ""))
    ]
    title = Metadata(title=PurePosixPath(file).stem)
    return compose_article(list(pieces_of_sheets(sheets)), title, file, _NOTHING)


def _parsed(package: Package, name: str) -> ET.Element:
    """Return a part as elements; an empty one if there is none."""
    part = package.part(name) if name else None
    return ET.fromstring(part) if part else ET.Element("none")  # noqa: S314 - without entities


def _texts(package: Package, name: str) -> list[str]:
    return [_text(one) for one in _parsed(package, name).iterfind(f"{S}si")]


def _text(holder: ET.Element) -> str:
    """Return the words of a text with styles, without how it is pronounced."""
    runs = (*holder.iterfind(f"{S}t"), *holder.iterfind(f"{S}r/{S}t"))
    written = "".join(run.text or "" for run in runs)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), written)


def _styles(package: Package, name: str) -> list[NumberStyle]:
    styles = _parsed(package, name)
    codes = {
        one.get("numFmtId"): one.get("formatCode") or GENERAL
        for one in styles.iterfind(f"{S}numFmts/{S}numFmt")
    }
    known = {str(number): code for number, code in BUILT_IN.items()} | codes
    used = (xf.get("numFmtId") for xf in styles.iterfind(f"{S}cellXfs/{S}xf"))
    return [style_of(known.get(number, GENERAL)) for number in used]


def _rows(part: bytes, book: _Book, file: str) -> list[list[str]]:
    numbers: list[str] = []
    merged: list[str] = []

    def read() -> Iterator[list[str]]:
        for _, element in ET.iterparse(BytesIO(part)):  # noqa: S314 - without entities
            if element.tag == f"{S}row":
                numbers.append(element.get("r") or "")
                yield list(_cells(element, book))
                element.clear()  # a sheet of a hundred thousand cells would fill the memory
            elif element.tag == f"{S}mergeCell":
                merged.append(element.get("ref") or "")

    cells = list(bounded(read(), file))
    rows = {
        int(number) - 1 if number.isdecimal() else at: said
        for at, (number, said) in enumerate(zip(numbers, cells, strict=True))
    }
    left = MOST_MERGED
    for area in merged:
        if left > 0:
            left -= _spread(rows, area, left)
    return [rows[at] for at in sorted(rows)]


def _cells(row: ET.Element, book: _Book) -> Iterator[str]:
    """Yield the cells of a row, empty ones where the file leaves some out."""
    at = 0
    for cell in row.iterfind(f"{S}c"):
        place = _PLACE.fullmatch(cell.get("r") or "")
        column = _column(place[1]) if place else at
        if column >= MOST_COLUMNS:
            return
        while at < column:
            yield ""
            at += 1
        yield _said(cell, book)
        at += 1


def _column(letters: str) -> int:
    """Return the number of a column from 0.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _said(cell: ET.Element, book: _Book) -> str:
    kind = cell.get("t") or "n"
    written = (cell.findtext(f"{S}v") or "").strip()
    if kind == "inlineStr":
        inside = cell.find(f"{S}is")
        return _text(inside) if inside is not None else ""
    if kind == "s":
        at = int(written) if written.isdecimal() else -1
        return book.texts[at] if 0 <= at < len(book.texts) else ""
    if kind in {"str", "d", "e"}:
        return "" if kind == "e" else written
    if kind == "b":
        return "TRUE" if written == "1" else "FALSE"
    style = cell.get("s") or "0"
    at = int(style) if style.isdecimal() else 0
    found = book.styles[at] if at < len(book.styles) else NumberStyle()
    try:
        return shown_number(float(written), found, from_1904=book.from_1904) if written else ""
    except ValueError:
        return written


def _spread(rows: dict[int, list[str]], area: str, most: int) -> int:
    """Write the value of a merged area into each of its rows, and into each column of its first.

    Return how many cells were looked at.
    """
    first, _, last = area.partition(":")
    begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    if begin is None or end is None:
        return 1
    top, left = int(begin[2]) - 1, _column(begin[1])
    value = rows[top][left] if top in rows and left < len(rows[top]) else ""
    if not value or len(value) > LONGEST_MERGED:
        return 1
    is_head = top == min(rows)
    across = min(_column(end[1]), MOST_COLUMNS - 1) if is_head else left
    down = range(top + 1, min(int(end[2]), top + most))
    for at, columns in ((top, range(left + 1, across + 1)), *((one, (left,)) for one in down)):
        for column in columns if at in rows else ():
            rows[at] += [""] * (column + 1 - len(rows[at]))
            rows[at][column] = value
    return 1 + len(down) + across - left
