"""How much of a page's own words are in each of its boxes?

Invariant: a total of a box costs no more than two look-ups, however many blocks it has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from knowledge.reading.web.layout import Block, Box

MOSTLY_LINKED = 0.5  # of a block that is a link
SHORT_SENTENCE = 15  # bytes, five Chinese characters: less is a label that ends like a sentence
OTHER = 0.25  # what a character counts that is in no sentence and no table

_SENTENCE = re.compile(r"[。！？!?；;…]|[.:：]\s|\.$|[：:]$")


@dataclass(frozen=True, slots=True)
class Sums:
    """Totals of the blocks before each place: of characters, of links, of own words, sentences."""

    characters: Sequence[int]
    linked: Sequence[int]
    own: Sequence[float]
    sentences: Sequence[int]

    def share_linked(self, box: Box) -> float:
        """Return the share of a box's characters that are links."""
        all_of_it = self.characters[box.end] - self.characters[box.first]
        return (self.linked[box.end] - self.linked[box.first]) / max(1, all_of_it)

    def own_in(self, box: Box) -> float:
        """Return how much a box says that is no link and no label."""
        return self.own[box.end] - self.own[box.first]

    def sentences_in(self, box: Box) -> int:
        """Return how many blocks of a box are sentences or tables."""
        return self.sentences[box.end] - self.sentences[box.first]


def sums_of(blocks: Sequence[Block | None]) -> Sums:
    """Return the totals of some blocks; one that is left out counts nothing."""
    lengths = [len(b.text) if b else 0 for b in blocks]
    linked = [min(b.linked, len(b.text)) if b else 0 for b in blocks]
    sentences = [bool(b and says_something(b)) for b in blocks]
    own = [
        (length - link) * (1 if says else OTHER) if b and b.kind != "heading" else 0
        for b, length, link, says in zip(blocks, lengths, linked, sentences, strict=True)
    ]
    return Sums(
        list(accumulate(lengths, initial=0)),
        list(accumulate(linked, initial=0)),
        list(accumulate(own, initial=0)),
        list(accumulate(sentences, initial=0)),
    )


def says_something(block: Block) -> bool:
    """Tell whether a block is a sentence of its own, or a table."""
    if block.kind == "heading" or block.linked > MOSTLY_LINKED * len(block.text):
        return False
    return block.kind == "table" or (
        len(block.text.encode("utf-8", "replace")) >= SHORT_SENTENCE
        and _SENTENCE.search(block.text) is not None
    )


def is_link(block: Block) -> bool:
    """Tell whether a block is a link, but for a few words."""
    return block.linked > MOSTLY_LINKED * len(block.text)
