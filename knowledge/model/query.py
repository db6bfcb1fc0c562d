"""What does a question look for?

A query is the question as terms: what the index is searched with, and what a passage would have to
hold to match perfectly. Invariant: terms of a field are distinct and come in the order in which the
question names them.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Term(NamedTuple):
    """A term of one field; `gain` is 1 for what was typed and less for what was guessed.

    A tuple, because a question has fifty: a frozen dataclass takes three times as long to make.

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

    `content` is the folded question without its question words, numbers in digits; `asks` is what
    kinds of things it asks for, bits of `Kind`; `repaired` are stems that stand for words which no
    article has. `names_nothing` tells that its terms are those of the question before.
    """

    question: str
    content: str
    asks: int
    terms: tuple[Term, ...]
    repaired: frozenset[str] = frozenset()
    names_nothing: bool = False

    @property
    def follows_up(self) -> bool:
        """Tell whether the question borrows from the one before it."""
        return any(term.borrowed for term in self.terms)

    @property
    def is_pinyin(self) -> bool:
        """Tell whether the question was typed in pinyin: its Latin words are only a guess."""
        return any(term.field == "stems" and term.guessed and term.gain == 1 for term in self.terms)

    def texts(self, *fields: str) -> set[str]:
        """Return the terms of some fields."""
        return {term.text for term in self.terms if term.field in fields}
