"""What is a passage, and by what name do links and buttons find it again?

Invariant: a passage is a verbatim slice of its article's text; its key is made of what it says and
of its article, so that it survives whatever else changes.
"""

from dataclasses import dataclass
from hashlib import blake2b

from knowledge.model.answer import Source
from knowledge.model.article import Span
from knowledge.model.field import Field

# Hexadecimal digits of a key that stand for the text: two of a million passages share 48 bits by
# chance once in 500 times, and then an old link may show the other one. The rest is the article.
TEXT_DIGITS = 12
ARTICLE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable slice of an article.

    `paragraph` counts the article's paragraphs from 1 (the pieces of a long one share its number);
    `section` is the heading or label above it, without its brackets, and the heads of a table of
    which it is a later piece. `key` is the same for the same
    text in the same article, whatever else changes: links and buttons name passages by it. Its
    first digits are the text's own, so that a link finds the text under another article, too.
    """

    key: str
    span: Span
    paragraph: int
    section: str


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its article, ready to be quoted."""

    passage: int
    key: str
    quote: str
    start: int
    end: int
    paragraph: int
    section: str
    article: Source


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A stored passage as the index takes it, with all that an answer quotes.

    `revision` is its article's row, `file` where the article was read from, `fields` what it prints
    of itself.
    """

    revision: int
    stored: StoredPassage
    file: str = ""
    fields: tuple[Field, ...] = ()

    @property
    def passage(self) -> int:
        """The passage's row."""
        return self.stored.passage


def text_of_key(key: str) -> str:
    """Return the part of a key that stands for the passage's text alone."""
    return key[:TEXT_DIGITS]


def digits_of(text: str) -> str:
    """Return what the keys of all passages with a text begin with."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=TEXT_DIGITS // 2).hexdigest()


def passage_key(article: str, text: str, occurrence: int) -> str:
    """Return 20 hexadecimal digits: short enough for a button, safe in a deep link."""
    of_place = blake2b(f"{article}\0{occurrence}".encode(), digest_size=ARTICLE_DIGITS // 2)
    return digits_of(text) + of_place.hexdigest()
