"""What do the articles say of a text that somebody passes on?

Invariant: spans of what is said are of the text as it came, spans of what is written are of the
passage's quote; both are in order and none overlaps another.
"""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model.article import Span
from knowledge.model.passage import StoredPassage


class DifferenceKind(StrEnum):
    """In what a text and a passage differ at a place."""

    NUMBER = "number"
    NEGATION = "negation"  # one says that it is so, the other that it is not, or the opposite
    NAME = "name"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the text that stand otherwise in the passage; either side may be empty."""

    kind: DifferenceKind
    said: Span
    written: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """A passage that says some of a text.

    `share` is how much of the text stands here, from 0 to 1; `written` is what of the quote that
    is, from its first word to its last; `differences` are those inside sentences that stand here.
    """

    passage: StoredPassage
    share: float
    written: Span
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The passages that say a text, best first; none where no article says it.

    `share` is how much of the text stands in any of them.
    """

    text: str
    share: float
    comparisons: tuple[Comparison, ...]
    version: int
    milliseconds: float = 0.0
