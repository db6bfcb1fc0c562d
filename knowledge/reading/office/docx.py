"""What does a Word file say?

Invariant: the article is the document's own text in order, insertions accepted and deletions gone,
with the numbers that Word counts and with its foot- and endnotes; headers, feet and comments are
not part of it. When a file was made is not when it was published. python-docx lives here, and sees
only parts that are small enough.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from knowledge.model.errors import ArticleError
from knowledge.reading.composition import Piece, compose_article, metadata_of, tidy, tidy_line
from knowledge.reading.made_up import is_made_up_author, is_made_up_title
from knowledge.reading.office.numbering import Number, Numbering, numbering_of
from knowledge.reading.office.package import Package
from knowledge.reading.office.word_package import text_only
from knowledge.reading.office.word_text import WRAPPERS, W, notes_in, rows_of, text_of
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.tables import parts_of_table

MOST_PARTS = 50_000  # paragraphs and tables
LONGEST_LIST = 800  # characters of a list that is still one paragraph, as in Markdown
OLD_WORD = b"\xd0\xcf\x11\xe0"  # how files of Word 97 and files with a password begin
HEADINGS = ("heading", "title", "标题", "標題")  # what names of styles begin with
LISTS = ("list", "列表", "清單", "项目", "項目")
ARTICLE = "article"  # the style of a numbered paragraph that begins a group: 第三条

_NOTHING = "there is no text in it; add some or remove the file"
_ARTICLE = re.compile(r"(?:第\S{1,9}[条條款章节節编編]|(?:Article|Section)\s\S+)", re.IGNORECASE)

Styled = tuple[str, Piece]


def read_docx(content: bytes, file: str) -> Reading:
    """Return the one article of a Word file; a damaged one raises whatever python-docx raises."""
    if content.startswith(OLD_WORD):
        problem = "it is locked with a password or of an old Word; save it as .docx without one"
        return refused(ArticleError(file, None, problem))
    document = Document(BytesIO(text_only(Package(content, file))))
    if len(document.element.body) > MOST_PARTS:
        said = f"it has {len(document.element.body):,} paragraphs, and {MOST_PARTS:,} are read"
        return refused(ArticleError(file, None, f"{said}; divide it"))
    pieces = list(_together(_Reader(document).pieces(document.element.body)))
    return compose_article(pieces, metadata_of(_fields(document)), file, _NOTHING)


class _Reader:
    """A document whose numbers are counted while it is read."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        parts = {
            rel.reltype.rpartition("/")[2]: rel.target_part for rel in document.part.rels.values()
        }
        styles, numbers = _element(parts.get("styles")), _element(parts.get("numbering"))
        self.numbering: Numbering = numbering_of(numbers, styles)
        of_paragraphs = [
            one for one in _inside(styles, "style") if one.get(f"{W}type") == "paragraph"
        ]
        self.styles = {
            one.get(f"{W}styleId") or "": (_value(one, "name") or "").lower()
            for one in of_paragraphs
        }
        self.usual = next(
            (o.get(f"{W}styleId") or "" for o in of_paragraphs if o.get(f"{W}default")), ""
        )
        self.notes = {
            (kind, note.get(f"{W}id") or ""): note
            for kind in ("footnote", "endnote")
            for note in _inside(_element(parts.get(f"{kind}s")), kind)
            if note.get(f"{W}type") in {None, "normal"}
        }

    def pieces(self, body: BaseOxmlElement) -> Iterator[Styled]:
        """Yield the paragraphs, headings and tables of a part, each with its style."""
        for element in body:
            if isinstance(element, CT_P):
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                for piece in parts_of_table(rows_of(element, self._in_cell)):
                    yield "table", Piece(piece)
                yield from (("note", Piece(note)) for note in self._notes(element))
            elif element.tag in WRAPPERS:
                yield from self.pieces(element)

    def _paragraph(self, element: CT_P) -> Iterator[Styled]:
        style, number = self._style(element)
        heading = style.startswith(HEADINGS) or element.find(f".//{W}outlineLvl") is not None
        text = text_of(element)
        notes = list(self._notes(element))
        if text.strip() and number:
            text = number.label + text.lstrip()
        if heading:
            yield style, Piece(tidy_line(text), "heading")
        elif style.startswith(LISTS):
            yield style, Piece("\n".join([text, *notes]))
            return
        else:
            yield style, Piece(text)
        yield from (("note", Piece(note)) for note in notes)

    def _in_cell(self, element: CT_P) -> str:
        """Return what a paragraph of a table says: a column may hold nothing but numbers."""
        number = self._style(element)[1]
        return (number.label if number else "") + text_of(element).lstrip()

    def _notes(self, element: BaseOxmlElement) -> Iterator[str]:
        for note in notes_in(element):
            found = self.notes.pop(note, None)  # a second reference repeats nothing
            if found is not None:
                paragraphs = (tidy(text_of(p)) for p in found.iter(f"{W}p"))
                yield "\n".join(filter(None, paragraphs))

    def _style(self, element: CT_P) -> tuple[str, Number | None]:
        """Return the name of a paragraph's style, or what a number makes of it, and the number."""
        said = _value(element.find(f"{W}pPr"), "pStyle")
        style_id = said if said is not None and said in self.styles else self.usual
        name = self.styles.get(style_id, "")
        own = element.find(f"{W}pPr/{W}numPr")
        number = self.numbering.number_of(_value(own, "numId"), _level(own), style_id)
        if name.startswith(HEADINGS):
            return name, number
        if number and _ARTICLE.match(number.label):
            return ARTICLE, number
        return ("list" if own is not None or number else name), number


def _together(pieces: Iterator[Styled]) -> Iterator[Piece]:
    """Make the points of one list one paragraph, unless that would be too long.

    A numbered article of a law goes before its own points, and begins a paragraph.
    """
    points: list[Piece] = []
    for style, piece in pieces:
        is_point = style.startswith(LISTS)
        if is_point:
            points.append(piece)
            continue
        yield from _joined(points)
        points = [piece] if style == ARTICLE else []
        if style != ARTICLE:
            yield piece
    yield from _joined(points)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    if sum(len(piece.text) for piece in pieces) <= LONGEST_LIST:
        yield Piece("\n".join(piece.text for piece in pieces))
    else:
        yield from pieces


def _element(part: Part | None) -> BaseOxmlElement | None:
    if part is None:
        return None
    element = getattr(part, "element", None)
    return element if element is not None else parse_xml(part.blob)


def _inside(holder: BaseOxmlElement | None, name: str) -> list[BaseOxmlElement]:
    return holder.findall(f"{W}{name}") if holder is not None else []


def _value(holder: BaseOxmlElement | None, name: str) -> str | None:
    found = holder.find(f"{W}{name}") if holder is not None else None
    value: str | None = found.get(f"{W}val") if found is not None else None
    return value


def _level(holder: BaseOxmlElement | None) -> int | None:
    said = _value(holder, "ilvl") or ""
    return int(said) if said.isdecimal() and len(said) == 1 else None


def _fields(document: WordDocument) -> dict[str, object]:
    """Return title, author and language, as far as somebody wrote them."""
    said = document.core_properties
    return {
        "title": "" if is_made_up_title(said.title) else said.title,
        "author": "" if is_made_up_author(said.author) else said.author,
        "language": said.language,
    }
