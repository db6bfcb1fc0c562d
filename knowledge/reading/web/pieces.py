"""How do the blocks of a page become the pieces of an article?

Invariant: every block is in exactly one piece. The points of a short list are the lines of one
piece, a term and what it means are another; a point of several paragraphs stays several.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.language.introductions import is_asked
from knowledge.reading.composition import Piece
from knowledge.reading.headings import looks_like_heading
from knowledge.reading.paragraphs import ends_sentence
from knowledge.reading.web.layout import Block

MOST_IN_PAIR = 3  # a term and what it means, or two terms with one meaning
LONGEST_LIST = 800  # characters of a list that is still one paragraph, as in Markdown


def pieces_of(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield the pieces that blocks make."""
    at = 0
    for (group, kind), run in groupby(blocks, key=lambda block: (block.group, _way(block))):
        together = list(run)
        at += len(together)
        following = blocks[at] if at < len(blocks) else None
        if group and kind == "list":
            yield from _of_list(together)
        elif group and kind == "glossary":
            yield from _of_glossary(together)
        else:
            yield from _of_blocks(together, following)


def _way(block: Block) -> str:
    if block.kind in {"term", "definition"}:
        return "glossary"
    return "list" if block.kind == "item" else "text"


def _of_blocks(blocks: Sequence[Block], following: Block | None) -> Iterator[Piece]:
    """Yield blocks one by one; a bold line above a text is a heading."""
    for block, below in zip(blocks, [*blocks[1:], following], strict=True):
        text = " ".join(block.text.split("\n"))
        bold = block.bold and below is not None and below.kind != "heading"
        if block.kind == "heading" or (bold and looks_like_heading(text)):
            yield Piece(text, "heading")
        else:
            yield Piece(block.text)


def _of_list(blocks: Sequence[Block]) -> Iterator[Piece]:
    items = [list(item) for _, item in groupby(blocks, key=lambda block: block.item)]
    short = sum(len(block.text) for block in blocks) <= LONGEST_LIST
    if short and all(len(item) == 1 for item in items):
        yield Piece("\n".join(block.text for block in blocks))
    else:
        yield from (Piece(block.text) for block in blocks)


def _of_glossary(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield each term with what it means; a glossary of short words is one piece."""
    pairs = [list(pair) for _, pair in groupby(blocks, key=lambda block: block.item)]
    said = "\n".join(block.text for block in blocks)
    if len(said) <= LONGEST_LIST and not any(ends_sentence(block.text) for block in blocks):
        yield Piece(said)
        return
    for pair in pairs:
        if len(pair) <= MOST_IN_PAIR and sum(len(block.text) for block in pair) <= LONGEST_LIST:
            yield Piece("\n".join(block.text for block in pair))
        else:
            yield from map(_of_pair, pair)


def _of_pair(block: Block) -> Piece:
    opens = is_asked(block.text) or looks_like_heading(block.text)
    return Piece(block.text, "heading" if block.kind == "term" and opens else "paragraph")
