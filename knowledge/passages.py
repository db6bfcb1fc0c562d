"""Which pieces of an article can be quoted as an answer?

Invariant: passages are verbatim slices of `Article.text`, in order, never overlapping; together
they cover every paragraph. A paragraph is a passage; one that is too long for a message is cut at
the ends of sentences. Headings and labels are not passages: they are the *section* of what follows.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from knowledge.article import Article, Span
from knowledge.text.sentences import sentences

# A quote shares Telegram's 4,096 UTF-16 units with the sentence, the citation and the words around
# them, and a character may take two units. 95 % of the public question sets' passages are shorter.
LONGEST_PASSAGE = 1500

# Hexadecimal digits of a key that stand for the text: two of a million passages share 48 bits by
# chance once in 500 times, and then an old link may show the other one. The rest is the article.
TEXT_DIGITS = 12
ARTICLE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable slice of an article.

    `paragraph` counts the article's paragraphs from 1 (the pieces of a long one share its number);
    `section` is the heading or label above it, without its brackets. `key` is the same for the same
    text in the same article, whatever else changes: links and buttons name passages by it. Its
    first digits are the text's own, so that a link finds the text under another article, too.
    """

    key: str
    span: Span
    paragraph: int
    section: str


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A stored passage as the index takes it: its row, its article's row, its words."""

    passage: int
    revision: int
    quote: str
    title: str
    section: str


def passages(article: Article) -> tuple[Passage, ...]:
    """Return the passages of an article."""
    found, section, paragraph, seen = [], "", 0, Counter[str]()
    for block in article.blocks:
        if block.kind != "paragraph":
            section = block.span.of(article.text).strip("【】[]:： \n")
            continue
        paragraph += 1
        for span in _pieces(article.text, block.span):
            text = span.of(article.text)
            seen[text] += 1
            key = _key(article.id, text, seen[text])
            found.append(Passage(key, span, paragraph, section))
    return tuple(found)


def text_of_key(key: str) -> str:
    """Return the part of a key that stands for the passage's text alone."""
    return key[:TEXT_DIGITS]


def digits_of(text: str) -> str:
    """Return what the keys of all passages with a text begin with."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=TEXT_DIGITS // 2).hexdigest()


def _key(article: str, text: str, occurrence: int) -> str:
    """Return 20 hexadecimal digits: short enough for a button, safe in a deep link."""
    of_place = blake2b(f"{article}\0{occurrence}".encode(), digest_size=ARTICLE_DIGITS // 2)
    return digits_of(text) + of_place.hexdigest()


def _pieces(text: str, paragraph: Span) -> Iterator[Span]:
    """Cut a paragraph at the ends of sentences so that every piece is short enough."""
    if paragraph.end - paragraph.start <= LONGEST_PASSAGE:
        yield paragraph
        return
    start = end = paragraph.start
    for sentence in sentences(paragraph.of(text)):
        for piece in _slices(sentence.shifted(paragraph.start)):
            if piece.end - start > LONGEST_PASSAGE:
                yield Span(start, end)
                start = piece.start
            end = piece.end
    yield Span(start, end)


def _slices(sentence: Span) -> Iterator[Span]:
    """Cut a sentence without an end (a table, a million-character line) into equal lengths."""
    for start in range(sentence.start, sentence.end, LONGEST_PASSAGE):
        yield Span(start, min(start + LONGEST_PASSAGE, sentence.end))
