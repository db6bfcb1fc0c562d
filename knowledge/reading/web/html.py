"""What does a saved web page say?

Invariant: the article is the page's text without its furniture; what the page names in its head,
its structured data or the line under its title are fields. A chat that was saved as a page is read
message by message.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from knowledge.language.folding import fold
from knowledge.reading.bylines import is_date_note, read_byline, read_dateline
from knowledge.reading.chat import compose_chat
from knowledge.reading.composition import Piece, compose_article
from knowledge.reading.decoding import decode
from knowledge.reading.lines import Line, lines_of
from knowledge.reading.news_rules import is_a
from knowledge.reading.outcome import Reading
from knowledge.reading.web.blocks import layout_of
from knowledge.reading.web.charset import declared_charset, known
from knowledge.reading.web.chat_page import is_chat, messages_of, title_of_chat
from knowledge.reading.web.fields import fields_of
from knowledge.reading.web.layout import Block
from knowledge.reading.web.main_text import main_text
from knowledge.reading.web.page import read_page
from knowledge.reading.web.pieces import pieces_of
from knowledge.reading.web.second_opinion import taken_by_library
from knowledge.reading.web.weights import says_something

NEAR_AN_END = 100  # pieces: bylines stand near the beginning or the end of a page
LINES_OF_END = 1000  # of the page, among which those pieces are looked for
TITLE_WITHIN = 20  # blocks of an article above which its title may be printed

_NOTHING = "there is no article on this page; add some text or remove the file"


def read_html(
    content: bytes, file: str, charset: str = "", outside: Mapping[str, str] = MappingProxyType({})
) -> Reading:
    """Return the one article of a web page; raise ArticleError if its bytes are no text.

    What is around a page that was sent or packed gives its `charset` and, `outside` of it, fields.
    """
    page = read_page(decode(content, file, [*known(charset), *declared_charset(content)]), file)
    if is_chat(page.tree):
        return compose_chat(messages_of(page.tree), title_of_chat(page.tree), file)
    fields = fields_of(page, outside)
    layout = layout_of(page.tree)
    found = main_text(layout, taken_by_library(page.tree))
    blocks = _below_title(found, fields.title or "")
    pieces = list(_without_furniture(list(pieces_of(blocks)), page.lines))
    return compose_article(pieces, fields, file, _NOTHING)


def _below_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """Leave out what stands above the title and is no sentence: sections, buttons, the site."""
    printed = _key(title)
    for at, block in enumerate(blocks[:TITLE_WITHIN]):
        first, *others = block.text.split("\n")
        if _key(block.text) != printed and _key(first) != printed:
            continue
        above = [one for one in blocks[:at] if says_something(one)]
        below = [*blocks[at + 1 :]]
        if others and _key(first) == printed:  # only a line break divides it from the text
            below.insert(0, replace(block, text="\n".join(others)))
        return [*above, *below] if above else [Block("heading", title), *below]
    return list(blocks)


def _key(text: str) -> str:
    return fold("".join(text.split()))


def _without_furniture(pieces: Sequence[Piece], seen: Sequence[str]) -> Iterator[Piece]:
    """Leave out lines of the site: buttons, breadcrumbs, bylines, and a date above the text.

    They are judged as the page's lines are seen: with the gaps between words that styles make.
    """
    ends = seen if len(seen) < 2 * LINES_OF_END else [*seen[:LINES_OF_END], *seen[-LINES_OF_END:]]
    spaced, begun = {"".join(line.split()): line for line in ends}, False
    for at, piece in enumerate(pieces):
        inner = NEAR_AN_END <= at < len(pieces) - NEAR_AN_END
        as_seen = "" if inner else spaced.get("".join(piece.text.split()), "")
        lines = lines_of(as_seen or piece.text)
        rules = _is_button if inner else _is_of_site if begun else _is_above_text
        if piece.kind == "heading" or not all(map(rules, lines)):
            begun = begun or piece.kind == "paragraph"
            yield piece


def _is_above_text(line: Line) -> bool:
    return _is_of_site(line) or read_dateline(line) is not None


def _is_of_site(line: Line) -> bool:
    return _is_button(line) or is_date_note(line) or bool(read_byline(line))


def _is_button(line: Line) -> bool:
    return is_a("drop", line.text) or is_a("head", line.text)
