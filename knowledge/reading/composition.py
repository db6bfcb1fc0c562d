"""How do pieces that a library took out of a file become an article's text?

Invariant: the text is the pieces with a blank line between them, so every block is a slice of it;
white space inside a piece is one blank (or one line end), and no character that a message cannot
hold is left.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from knowledge.language.folding import fold
from knowledge.model.article import Article, Block, BlockKind, Span
from knowledge.model.errors import ArticleError
from knowledge.reading.headings import kinds_of
from knowledge.reading.language import language_of
from knowledge.reading.lines import BLANKS
from knowledge.reading.metadata import Metadata, read_metadata
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.paragraphs import Paragraph

BETWEEN = "\n\n"

_NOT_FOR_MESSAGES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WHITE = re.compile(rf"[{re.escape(BLANKS)}]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a heading as the library gave it."""

    text: str
    kind: BlockKind = "paragraph"


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    r"""Return the text that pieces make, and where each stands in it; empty ones are left out.

    >>> compose([Piece("甲", "heading"), Piece(" 乙\n丙 \n")])[0]
    '甲\n\n乙\n丙'
    """
    texts, blocks, start = [], [], 0
    for piece in pieces:
        text = tidy(piece.text)
        if text:
            blocks.append(Block(piece.kind, Span(start, start + len(text))))
            texts.append(text)
            start += len(text) + len(BETWEEN)
    return BETWEEN.join(texts), tuple(blocks)


def tidy(text: str) -> str:
    r"""Return a text whose lines have no margins, no blank lines and no doubled blanks.

    >>> tidy("\u3000\u3000甲  乙\r\n\r\n丙\x00")
    '甲 乙\n丙'
    """
    if text.isprintable():  # no ends of lines, no controls, and no blanks but the common one
        return " ".join(text.split())
    lines = (_line(line) for line in _NOT_FOR_MESSAGES.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def tidy_line(text: str) -> str:
    r"""Return a text on one line: a field of an article, a heading.

    >>> tidy_line(" Ann\n Lee ")
    'Ann Lee'
    """
    return " ".join(tidy(text).splitlines())


def metadata_of(found: dict[str, object]) -> Metadata:
    """Return the fields that a page or file says of itself, without those that make no sense.

    Nobody who saved a page wrote them, so a wrong one is no problem to mend.
    """
    values = {key: tidy_line(v) if isinstance(v, str) else v for key, v in found.items()}
    metadata, wrong = read_metadata(values)
    if not wrong:
        return metadata
    return read_metadata({key: v for key, v in values.items() if key not in wrong})[0]


def compose_article(
    pieces: Sequence[Piece], metadata: Metadata, file: str, nothing: str
) -> Reading:
    """Return the one article of a file, or a problem: `nothing` says why there is no text."""
    text, blocks = compose(pieces)
    title = metadata.title or _first_heading(text, blocks)
    blocks = _without_title(text, blocks, title or "")
    if not any(block.kind == "paragraph" for block in blocks):
        return refused(ArticleError(file, None, nothing))
    article = Article(
        id=metadata.id or file,
        title=title or PurePosixPath(file).stem,
        text=text,
        blocks=_with_headings(text, blocks),
        author=metadata.author,
        source=metadata.source,
        editors=metadata.editors,
        published=metadata.published,
        url=metadata.url,
        language=metadata.language or language_of(text),
        file=file,
    )
    return Reading((article,))


def _line(line: str) -> str:
    return _WHITE.sub(" ", line).strip(" ")


def _first_heading(text: str, blocks: Sequence[Block]) -> str | None:
    first = blocks[0] if blocks else None
    return first.span.of(text) if first and first.kind == "heading" else None


def _without_title(text: str, blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Leave out a first block that only prints the title."""
    if blocks and fold(blocks[0].span.of(text)) == fold(title):
        return blocks[1:]
    return blocks


def _with_headings(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Find headings by their looks in a text that marks none as such."""
    if any(block.kind == "heading" for block in blocks):
        return blocks
    paragraphs = [
        Paragraph(block.span, said, 1 + said.count("\n"))
        for block in blocks
        if (said := block.span.of(text))
    ]
    kinds = kinds_of(paragraphs)
    return tuple(
        block if block.kind == kind else replace(block, kind=kind)
        for block, kind in zip(blocks, kinds, strict=True)
    )
