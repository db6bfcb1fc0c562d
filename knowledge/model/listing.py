"""What is shown of an article in a list?"""

from dataclasses import dataclass

from knowledge.model.answer import Source


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A live article in a list: its number, its fields, its passages."""

    number: int
    article: Source
    passages: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new article: its number in the list, its fields, and its text."""

    number: int
    article: Source
    text: str
