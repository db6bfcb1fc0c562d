"""What does a presentation say?

Invariant: slides in the order in which they are shown, hidden ones not: the title is a heading, the
rest paragraphs, then the speaker's notes. Dates, feet and numbers of slides are no text.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from knowledge.reading.composition import Piece, compose_article, tidy_line
from knowledge.reading.office.grid import Cell, lines_of_grid
from knowledge.reading.office.package import Package
from knowledge.reading.office.properties import properties_of
from knowledge.reading.outcome import Reading
from knowledge.reading.tables import parts_of_table

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TITLES = {"title", "ctrTitle"}
FURNITURE = {"dt", "ftr", "hdr", "sldNum", "sldImg"}
LONGEST_LIST = 800  # characters of points that are still one paragraph, as in Markdown
MOST_SLIDES = 3000

_NOTHING = "there is no text on its slides; add some or remove the file"


def read_pptx(content: bytes, file: str) -> Reading:
    """Return the one article of a presentation."""
    package = Package(content, file)
    main = package.main()
    targets = {one.id: one.target for one in package.relations(main)}
    shown = _parsed(package, main).iterfind(f"{P}sldIdLst/{P}sldId")
    names = [targets.get(one.get(f"{R}id") or "", "") for one in shown][:MOST_SLIDES]
    pieces = [piece for name in names for piece in _slide(package, name)]
    core = [one.target for one in package.relations("") if one.kind == "core-properties"]
    return compose_article(pieces, properties_of(package, "".join(core[:1])), file, _NOTHING)


def _slide(package: Package, name: str) -> Iterator[Piece]:
    slide = _parsed(package, name)
    if slide.get("show") in {"0", "false"}:
        return
    yield from _titles_first(_shapes(slide.find(f"{P}cSld/{P}spTree")))
    for one in package.relations(name):
        if one.kind == "notesSlide":
            notes = _parsed(package, one.target).find(f"{P}cSld/{P}spTree")
            yield from (piece for kind, piece in _shapes(notes) if kind == "body")


def _titles_first(shapes: Iterator[tuple[str, Piece]]) -> Iterator[Piece]:
    """Yield the title of a slide before what stands on it, wherever it is drawn."""
    rest: list[Piece] = []
    for kind, piece in shapes:
        if kind in TITLES:
            yield Piece(tidy_line(piece.text), "heading")
        else:
            rest.append(piece)
    yield from rest


def _shapes(tree: ET.Element | None) -> Iterator[tuple[str, Piece]]:
    """Yield what stands in the shapes of a slide, each with the kind of its place."""
    for shape in tree if tree is not None else ():
        if shape.tag in {f"{P}grpSp", f"{MC}AlternateContent", f"{MC}Choice"}:
            yield from _shapes(shape)
        elif shape.tag == f"{P}graphicFrame":
            rows = (_cells(row) for row in shape.iter(f"{A}tr"))
            yield from (("table", Piece(part)) for part in parts_of_table(lines_of_grid(rows)))
        elif shape.tag == f"{P}sp":
            place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            kind = (place.get("type") or "body") if place is not None else "text"
            if kind not in FURNITURE:
                yield from ((kind, piece) for piece in _points(shape, kind))


def _points(shape: ET.Element, kind: str) -> Iterator[Piece]:
    """Yield the paragraphs of a shape as one, unless that would be too long."""
    points = [text for p in shape.iterfind(f"{P}txBody/{A}p") if (text := _text(p)).strip()]
    if kind in TITLES or sum(map(len, points)) <= LONGEST_LIST:
        points = ["\n".join(points)]
    yield from (Piece(point) for point in points if point)


def _text(paragraph: ET.Element) -> str:
    said = []
    for part in paragraph:
        if part.tag in {f"{A}r", f"{A}fld"} and not (part.get("type") or "").startswith("slidenum"):
            said.append(part.findtext(f"{A}t") or "")
        elif part.tag == f"{A}br":
            said.append("\n")
    return "".join(said)


def _cells(row: ET.Element) -> list[Cell]:
    return [
        Cell(
            tidy_line(" ".join(_text(p) for p in cell.iter(f"{A}p"))),
            across=_number(cell, "gridSpan"),
            down=_number(cell, "rowSpan"),
        )
        for cell in row.iterfind(f"{A}tc")
        if not (cell.get("hMerge") or cell.get("vMerge"))
    ]


def _number(element: ET.Element, name: str) -> int:
    said = element.get(name) or "1"
    return max(int(said[:4]), 1) if said.isdecimal() else 1


def _parsed(package: Package, name: str) -> ET.Element:
    """Return a part as elements; an empty one if there is none."""
    part = package.part(name) if name else None
    return ET.fromstring(part) if part else ET.Element("none")  # noqa: S314 - without entities
