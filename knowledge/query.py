"""What does a question look for?

A query is the question as terms: what the index is searched with, and what a passage would have to
hold to match perfectly. Invariant: terms of a field are distinct and come in the order in which the
question names them.
"""

from dataclasses import dataclass
from enum import Enum


class Asked(Enum):
    """What kind of thing the question words ask for."""

    TIME = "time"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of one field; `gain` is 1 for what was typed and less for what was guessed.

    A borrowed term comes from the question before: it may find a passage, but a passage that lacks
    it has not failed the question. Nor does one that lacks a guessed term, a repair of one typed.
    """

    field: str
    text: str
    gain: float = 1.0
    borrowed: bool = False
    guessed: bool = False

    @property
    def is_typed(self) -> bool:
        """Tell whether the term stands in the question itself."""
        return not (self.borrowed or self.guessed)


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    `content` is the folded question without its question words.
    """

    question: str
    content: str
    asks: frozenset[Asked]
    terms: tuple[Term, ...]

    @property
    def leans(self) -> bool:
        """Tell whether the question borrows from the one before it."""
        return any(term.borrowed for term in self.terms)

    def texts(self, *fields: str) -> set[str]:
        """Return the terms of some fields."""
        return {term.text for term in self.terms if term.field in fields}
