"""What does a saved web page say?

Invariant: the article is the page's text without its furniture; what the page names in its head,
its structured data or the line under its title are fields. trafilatura lives here.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import trafilatura
from lxml import etree
from trafilatura.settings import use_config

from knowledge.model.errors import ArticleError
from knowledge.reading.bylines import is_date_note, read_byline, read_dateline
from knowledge.reading.composition import Piece, compose_article, tidy, tidy_line
from knowledge.reading.decoding import decode
from knowledge.reading.lines import Line, lines_of
from knowledge.reading.news_rules import is_a, names_other_articles
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.paragraphs import ends_sentence
from knowledge.reading.tables import parts_of_table
from knowledge.reading.web.charset import declared_charset
from knowledge.reading.web.fields import fields_of
from knowledge.reading.web.page import Tree, read_page
from knowledge.reading.web.repair import mend

# The default of 250 merges a short Chinese page into one paragraph: it has fewer characters.
LEAST_EXTRACTED = "20"
# Elements deeper than any page has them: libraries walk them by recursion.
DEEPEST = 200
MOST_ELEMENTS = 50_000  # a whole book on one page has 10,000, and 70,000 take twenty seconds
LONGEST_LIST = 800  # characters of a list that is still one paragraph, as in Markdown

# What encyclopedias put into their text.
NOT_TEXT = [
    ".//*[contains(@class, 'mw-editsection')]",
    ".//sup[contains(@class, 'reference')]",
    ".//*[@id='toc' or @role='navigation']",
]

_NOTHING = "there is no article on this page; add some text or remove the file"

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, we say


def read_html(content: bytes, file: str) -> Reading:
    """Return the one article of a web page; raise ArticleError if its bytes are no text."""
    page = read_page(decode(content, file, declared_charset(content)), file)
    elements, depth = _size(page.tree)
    if depth > DEEPEST:
        problem = f"its elements are nested more than {DEEPEST} deep; save it again as plain text"
        return refused(ArticleError(file, None, problem))
    if elements > MOST_ELEMENTS:
        said = f"it has {elements:,} elements, and {MOST_ELEMENTS:,} are read; divide it"
        return refused(ArticleError(file, None, said))
    own = takewhile(lambda piece: not names_other_articles(piece.text), _pieces(page.tree))
    pieces = list(_without_furniture(own, page.lines))
    return compose_article(pieces, fields_of(page), file, _NOTHING)


def _size(tree: Tree) -> tuple[int, int]:
    """Return how many elements a page has and how deep they are nested."""
    elements = deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        begins = event == "start"
        elements += begins
        depth += 1 if begins else -1
        deepest = max(deepest, depth)
    return elements, deepest


def _without_furniture(pieces: Iterable[Piece], seen: Sequence[str]) -> Iterator[Piece]:
    """Leave out lines of the site: buttons, breadcrumbs, bylines, and a date above the text.

    They are judged as the page's lines are seen: with the gaps between words that styles make.
    """
    spaced, begun = {"".join(line.split()): line for line in seen}, False
    for piece in pieces:
        lines = lines_of(spaced.get("".join(piece.text.split()), piece.text))
        if piece.kind == "heading" or not all(_is_of_site(line, begun=begun) for line in lines):
            begun = begun or piece.kind == "paragraph"
            yield piece


def _is_of_site(line: Line, *, begun: bool) -> bool:
    if is_a("drop", line.text) or is_a("head", line.text) or is_date_note(line):
        return True
    return bool(read_byline(line) or (not begun and read_dateline(line)))


def _pieces(tree: Tree) -> Iterator[Piece]:
    mend(tree)
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", LEAST_EXTRACTED)
    document = trafilatura.bare_extraction(
        tree, include_comments=False, config=settings, prune_xpath=NOT_TEXT
    )
    body = getattr(document, "body", None)
    for element in () if body is None else body:
        yield from _of_element(element)


def _of_element(element: Tree) -> Iterator[Piece]:
    match element.tag:
        case "head":
            yield Piece(tidy_line(_text(element)), "heading")
        case "list":
            yield from _together([tidy_line(_text(item)) for item in element.iter("item")])
        case "table":
            rows = (_row(row) for row in element.iter("row"))
            yield from map(Piece, parts_of_table([row for row in rows if row]))
        case "quote" | "div" if len(element) and not (element.text or "").strip():
            for part in element:
                yield from _of_element(part)
                yield from _paragraphs(part.tail or "")
        case _:
            yield from _paragraphs(_text(element))


def _together(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield the lines of a list as one paragraph, or each its own if they are many."""
    written = [line for line in lines if line]
    if sum(map(len, written)) <= LONGEST_LIST:
        yield Piece("\n".join(written))
    else:
        yield from map(Piece, written)


def _row(row: Tree) -> str:
    return " | ".join(cell for c in row.iter("cell") if (cell := tidy_line(_text(c))))


def _text(element: Tree) -> str:
    return "".join(_words(element))


def _words(element: Tree) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag == "lb":
            yield "\n"
        else:
            yield from _words(part)
        yield part.tail or ""


def _paragraphs(text: str) -> Iterator[Piece]:
    """Yield the paragraphs of a text with line breaks: a blank or a full line ends one."""
    lines: list[str] = []
    for line in text.split("\n"):
        said = tidy(line)
        if lines and (not said or ends_sentence(lines[-1])):
            yield Piece("\n".join(lines))
            lines = []
        if said:
            lines.append(said)
    yield Piece("\n".join(lines))
