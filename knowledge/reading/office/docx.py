"""What does a Word file say?

Invariant: the article is the document's own text in order, insertions accepted and deletions gone;
headers, feet and comments are not part of it. python-docx lives here.
"""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from knowledge.model.errors import ArticleError
from knowledge.reading.archive import Budget
from knowledge.reading.composition import Piece, compose_article, metadata_of, tidy_line
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.tables import parts_of_table

LARGEST_TEXT = 50_000_000  # bytes of all XML parts: the longest novel has ten million
MOST_PARTS = 50_000  # paragraphs and tables
LONGEST_LIST = 800  # characters of a list that is still one paragraph, as in Markdown
OLD_WORD = b"\xd0\xcf\x11\xe0"  # how files of Word 97 and files with a password begin
HEADINGS = ("heading", "title", "标题", "標題")  # what names of styles begin with
LISTS = ("list", "列表", "清單", "项目", "項目")
# What is not the text: deleted words, and the older copy of a text box.
UNSEEN = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}

TEMPLATE_DATE = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)  # what python-docx writes by itself

_NOTHING = "there is no text in it; add some or remove the file"


def read_docx(content: bytes, file: str) -> Reading:
    """Return the one article of a Word file; a damaged one raises whatever python-docx raises."""
    if content.startswith(OLD_WORD):
        problem = "it is locked with a password or of an old Word; save it as .docx without one"
        return refused(ArticleError(file, None, problem))
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            entries = [one for one in parts.infolist() if one.filename.endswith(".xml")]
            Budget(size=LARGEST_TEXT).take(entries, file)  # pictures are not unpacked
    except zipfile.BadZipFile as error:
        problem = f"it is no Word file, or damaged ({error}); save it again"
        raise ArticleError(file, None, problem) from error
    document = Document(BytesIO(content))
    if len(document.element.body) > MOST_PARTS:
        said = f"it has {len(document.element.body):,} paragraphs, and {MOST_PARTS:,} are read"
        return refused(ArticleError(file, None, f"{said}; divide it"))
    pieces = list(_together(_pieces(document.element.body, document)))
    return compose_article(pieces, metadata_of(_fields(document)), file, _NOTHING)


def _pieces(body: BaseOxmlElement, document: WordDocument) -> Iterator[tuple[str, Piece]]:
    """Yield the paragraphs, headings and tables of a part of a document, each with its style."""
    for element in body:
        if isinstance(element, CT_P):
            style = _style(element, document)
            heading = (
                style.startswith(HEADINGS) or element.find(f".//{qn('w:outlineLvl')}") is not None
            )
            text = _text(element)
            yield style, Piece(tidy_line(text), "heading") if heading else Piece(text)
        elif element.tag == qn("w:tbl"):
            for piece in _table(element):
                yield "table", piece
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")}:
            yield from _pieces(element, document)


def _style(element: CT_P, document: WordDocument) -> str:
    style = Paragraph(element, document).style
    name = (style.name or "").lower() if style else ""
    if name.startswith(HEADINGS):
        return name
    numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    return "list" if numbered else name


def _together(pieces: Iterator[tuple[str, Piece]]) -> Iterator[Piece]:
    """Make the points of one list one paragraph, unless that would be too long."""
    points: list[Piece] = []
    for style, piece in pieces:
        if style.startswith(LISTS):
            points.append(piece)
            continue
        yield from _joined(points)
        points = []
        yield piece
    yield from _joined(points)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    if sum(len(piece.text) for piece in pieces) <= LONGEST_LIST:
        yield Piece("\n".join(piece.text for piece in pieces))
    else:
        yield from pieces


def _table(table: BaseOxmlElement) -> Iterator[Piece]:
    rows = (
        " | ".join(
            words
            for cell in row.iter(qn("w:tc"))
            if (words := tidy_line(" ".join(_text(p) for p in cell.iter(qn("w:p")))))
        )
        for row in table.iter(qn("w:tr"))
    )
    return map(Piece, parts_of_table([row for row in rows if row]))


def _text(element: BaseOxmlElement) -> str:
    return "".join(_words(element))


def _words(element: BaseOxmlElement) -> Iterator[str]:
    for part in element:
        if part.tag == qn("w:t"):
            yield part.text or ""
        elif part.tag in SIGNS:
            yield SIGNS[part.tag]
        elif part.tag not in UNSEEN and part.tag != qn("w:pPr"):
            yield from _words(part)


def _fields(document: WordDocument) -> dict[str, object]:
    said = document.core_properties
    date = said.created
    return {
        "title": said.title,
        "author": "" if said.author == "python-docx" else said.author,
        "language": said.language,
        "published": date.strftime("%Y-%m-%d") if date and date != TEMPLATE_DATE else None,
    }
