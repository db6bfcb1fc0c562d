"""Which heads belong to the row of a table that answers?

Invariant: heads are words of the article: they stand above the row in its passage, or in the
section of a later piece of a long table.
"""

from knowledge.language.folding import fold
from knowledge.language.introductions import introductions, is_row, read_out
from knowledge.language.sentences import sentences
from knowledge.model.answer import Citation
from knowledge.model.article import Span


def heads_of(citation: Citation) -> str:
    """Return the heads of the row that a citation highlights; nothing for another sentence."""
    return heads_above(citation.quote, citation.section, citation.highlight)


def row_read_out(quote: str, section: str, highlight: Span) -> str:
    """Return what a row says with its heads, folded, as in *191 households*; nothing without."""
    heads = heads_above(quote, section, highlight)
    return read_out(fold(heads), fold(highlight.of(quote))) if heads else ""


def heads_above(quote: str, section: str, highlight: Span) -> str:
    """Return the heads of the row at a highlight."""
    if not is_row(highlight.of(quote)):
        return ""
    found = sentences(quote)
    introduced = introductions(quote, found)
    by = introduced.of[found.index(highlight)] if introduced and highlight in found else None
    if by and by.of_row:
        return found[by.start].of(quote)
    last = section.rsplit(" · ", maxsplit=1)[-1]
    return last if is_row(last) else ""
