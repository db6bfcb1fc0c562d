"""Where does one page of an article end and the next begin, in a chat?

Invariant: the pages together are the article's headings and paragraphs in order, verbatim, none
twice; each fits a message with room for our own line; a heading stands with what follows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.cards.reply import units
from knowledge import Article, Span, passages_of

COMFORTABLE_PAGE = 1600  # units: a page that a phone shows in two or three screens
LONGEST_HEADING = 300  # characters: what is called a heading but is longer is cut
# A page is longer than comfortable only if one paragraph is: a passage has 1,500 characters at
# most, which are 3,000 units at worst; with a heading above it it still fits a message.
LONGEST_PAGE = 3000 + 2 * LONGEST_HEADING
MOST_PIECES = 60  # of a page: each heading is an entity, and Telegram keeps 100
GAP = 2  # units between two pieces


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (or a label) or a paragraph on a page, a span of the article's text."""

    is_heading: bool
    span: Span


Page = tuple[Piece, ...]


def pages_of(article: Article) -> tuple[Page, ...]:
    """Return the pages of an article, at least one piece each; none if there is nothing to read."""
    found: list[Page] = []
    page: list[Piece] = []
    room = COMFORTABLE_PAGE
    for piece in _pieces(article):
        size = units(piece.span.of(article.text)) + GAP
        if page and (size > room or len(page) == MOST_PIECES):
            kept = _trailing_headings(page)
            found.append(tuple(page[: len(page) - kept]))
            page = page[len(page) - kept :]
            room = COMFORTABLE_PAGE - sum(units(p.span.of(article.text)) + GAP for p in page)
        page.append(piece)
        room -= size
    return (*found, tuple(page)) if page else tuple(found)


def page_with(pages: tuple[Page, ...], place: int) -> int:
    """Return the number of the page on which a place of the text stands, or the nearest before."""
    before = [number for number, page in enumerate(pages) if page[0].span.start <= place]
    return before[-1] if before else 0


def headings_of(pages: tuple[Page, ...]) -> tuple[tuple[Span, int], ...]:
    """Return the headings of an article, each with the number of its page."""
    return tuple(
        (piece.span, number)
        for number, page in enumerate(pages)
        for piece in page
        if piece.is_heading
    )


def _pieces(article: Article) -> Iterator[Piece]:
    paragraphs = [Piece(is_heading=False, span=passage.span) for passage in passages_of(article)]
    headings = [
        Piece(is_heading=True, span=part)
        for block in article.blocks
        if block.kind != "paragraph"
        for part in _parts(block.span)
    ]
    yield from sorted(paragraphs + headings, key=lambda piece: piece.span)


def _parts(span: Span) -> Iterator[Span]:
    for start in range(span.start, span.end, LONGEST_HEADING):
        yield Span(start, min(start + LONGEST_HEADING, span.end))


def _trailing_headings(page: list[Piece]) -> int:
    """Return how many headings at the end of a page go to the next one; one is all that can."""
    return 1 if len(page) > 1 and page[-1].is_heading else 0
