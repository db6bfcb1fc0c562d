"""What does a text or a sheet of LibreOffice say (.odt, .ods)?

Invariant: the text is the document's own in order, with its notes after the paragraphs that refer
to them; comments, deletions and tables of contents are not part of it.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from knowledge.model.errors import ArticleError
from knowledge.reading.composition import Piece, compose_article, tidy_line
from knowledge.reading.metadata import Metadata
from knowledge.reading.office.grid import Cell, lines_of_grid
from knowledge.reading.office.package import Package
from knowledge.reading.office.properties import properties_of
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.sheets.rows import MOST_COLUMNS, Sheet, bounded, pieces_of_sheets
from knowledge.reading.tables import parts_of_table

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE = (
    f"{_SPACE}{name}:1.0}}" for name in ("office", "text", "table", "style")
)
LONGEST_LIST = 800  # characters of a list that is still one paragraph, as in Markdown
MOST_BLANKS = 20

UNSEEN = {
    f"{OFFICE}annotation",
    f"{OFFICE}annotation-end",
    f"{TEXT}tracked-changes",
    f"{TEXT}table-of-content",
    f"{TEXT}alphabetical-index",
    f"{TEXT}note-citation",
    f"{TEXT}note-body",
    f"{TEXT}sequence-decls",
    f"{OFFICE}forms",
}
SIGNS = {f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}

_NOTHING = "there is no text in it; add some or remove the file"


def read_odt(content: bytes, file: str) -> Reading:
    """Return the one article of a text of LibreOffice."""
    package, root = _opened(content, file)
    text = root.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        problem = "it holds no text but another kind of document; save it as .odt"
        return refused(ArticleError(file, None, problem))
    titles = set(_titles(root))
    pieces = list(_pieces(text, titles))
    return compose_article(pieces, properties_of(package, "meta.xml"), file, _NOTHING)


def read_ods(content: bytes, file: str) -> Reading:
    """Return the one article of a sheet of LibreOffice, whose rows are its entries."""
    _, root = _opened(content, file)
    sheets = [
        Sheet(table.get(f"{TABLE}name") or "", list(bounded(_rows(table), file)))
        for table in root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
    ]
    title = Metadata(title=PurePosixPath(file).stem)
    return compose_article(list(pieces_of_sheets(sheets)), title, file, _NOTHING)


def _opened(content: bytes, file: str) -> tuple[Package, ET.Element]:
    package = Package(content, file)
    part = package.part("content.xml")
    if part is None:
        raise KeyError("no part with the content")
    return package, ET.fromstring(part)  # noqa: S314 - a part with entities is refused


def _titles(root: ET.Element) -> Iterator[str]:
    """Yield the names of the styles that are made from the style of titles."""
    yield "Title"
    for style in root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style"):
        if style.get(f"{STYLE}parent-style-name") == "Title":
            yield style.get(f"{STYLE}name") or ""


def _pieces(holder: ET.Element, titles: set[str]) -> Iterator[Piece]:
    for element in holder:
        if element.tag in {f"{TEXT}h", f"{TEXT}p"}:
            heading = element.tag == f"{TEXT}h" or element.get(f"{TEXT}style-name") in titles
            text = _text(element)
            yield Piece(tidy_line(text), "heading") if heading else Piece(text)
            yield from map(Piece, _notes(element))
        elif element.tag == f"{TEXT}list":
            yield from _list(element)
        elif element.tag == f"{TABLE}table":
            rows = lines_of_grid(_cells(row) for row in _all_rows(element))
            yield from map(Piece, parts_of_table(rows))
        elif element.tag not in UNSEEN:
            yield from _pieces(element, titles)


def _list(element: ET.Element) -> Iterator[Piece]:
    """Yield the points of a list as one paragraph, unless that would be too long."""
    points = [_text(p) for tag in ("p", "h") for p in element.iter(f"{TEXT}{tag}")]
    if sum(map(len, points)) <= LONGEST_LIST:
        points = ["\n".join(points)]
    yield from map(Piece, points)


def _text(element: ET.Element) -> str:
    return "".join(_words(element))


def _words(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag in SIGNS:
            yield SIGNS[part.tag]
        elif part.tag == f"{TEXT}s":
            yield " " * min(_number(part, f"{TEXT}c"), MOST_BLANKS)
        elif part.tag not in UNSEEN:
            yield from _words(part)
        yield part.tail or ""


def _notes(element: ET.Element) -> Iterator[str]:
    for body in element.iter(f"{TEXT}note-body"):
        yield "\n".join(_text(p) for p in body.iter(f"{TEXT}p"))


def _all_rows(table: ET.Element) -> Iterator[ET.Element]:
    """Yield the rows that stand in a table itself, also those that hold its heads."""
    for part in table:
        if part.tag == f"{TABLE}table-row":
            yield part
        elif part.tag in {
            f"{TABLE}table-header-rows",
            f"{TABLE}table-rows",
            f"{TABLE}table-row-group",
        }:
            yield from _all_rows(part)


def _cells(row: ET.Element) -> list[Cell]:
    return [
        Cell(
            tidy_line(" ".join(_text(p) for p in cell.iter(f"{TEXT}p"))),
            across=_number(cell, f"{TABLE}number-columns-spanned"),
            down=_number(cell, f"{TABLE}number-rows-spanned"),
        )
        for cell in row.iterfind(f"{TABLE}table-cell")
    ]


def _rows(table: ET.Element) -> Iterator[list[str]]:
    """Yield the rows of a sheet; rows that are repeated are one."""
    for row in _all_rows(table):
        cells: list[str] = []
        for cell in row:
            if cell.tag.removeprefix(TABLE) in {"table-cell", "covered-table-cell"}:
                text = "\n".join(_text(p) for p in cell.iterfind(f"{TEXT}p"))
                times = _number(cell, f"{TABLE}number-columns-repeated")
                cells += [text] * min(times, MOST_COLUMNS - len(cells))
        yield cells


def _number(element: ET.Element, name: str) -> int:
    said = element.get(name) or "1"
    return max(int(said[:6]), 1) if said.isdecimal() else 1
