"""What does an answer quote, and how does it lie in the index?

The index keeps beside the terms of a passage all that a citation shows of it, so that a question is
answered without the database. Invariant: what is unpacked is what was packed, to the last
character.
"""

import json
from typing import NamedTuple

from knowledge.model.answer import Source
from knowledge.model.article import Span
from knowledge.model.field import Field
from knowledge.model.passage import IndexedPassage, StoredPassage


class Quotable(NamedTuple):
    """A passage, and what its article prints of itself."""

    passage: StoredPassage
    fields: tuple[Field, ...]


def packed(passage: IndexedPassage) -> bytes:
    """Return what an answer quotes of a passage, as a line of JSON."""
    one = passage.stored
    article = one.article
    source = (
        article.id,
        article.title,
        article.author,
        article.source,
        article.published,
        article.url,
    )
    fields = [
        (
            field.name,
            field.quote,
            field.highlight.start,
            field.highlight.end,
            field.start,
            field.end,
        )
        for field in passage.fields
    ]
    place = (one.start, one.end, one.paragraph, one.section)
    whole = (one.passage, one.key, one.quote, *place, source, fields)
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(packed_passage: bytes) -> Quotable:
    """Return what `packed` has packed; raise ValueError or TypeError if it is damaged."""
    passage, key, quote, start, end, paragraph, section, source, fields = json.loads(packed_passage)
    return Quotable(
        StoredPassage(passage, key, quote, start, end, paragraph, section, Source(*source)),
        tuple(
            Field(name, quote, Span(first, last), start, end)
            for name, quote, first, last, start, end in fields
        ),
    )
