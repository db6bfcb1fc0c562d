"""Which pieces of an article can be quoted as an answer?

Invariant: passages are verbatim slices of `Article.text`, in order, never overlapping; together
they cover every paragraph. A paragraph is a passage, and so are a question and its answer; one that
is too long for a message is cut at the ends of sentences, a long table between rows. Headings and
labels are not passages: they are the *section* of what follows.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from knowledge.language.introductions import asks_for
from knowledge.language.sentences import sentences
from knowledge.model.article import Article, Block, Span
from knowledge.model.passage import Passage, passage_key
from knowledge.reading.tables import pieces_of_table

# A quote shares Telegram's 4,096 UTF-16 units with the sentence, the citation and the words around
# them, and a character may take two units. 95 % of the public question sets' passages are shorter.
LONGEST_PASSAGE = 1500


def passages(article: Article) -> tuple[Passage, ...]:
    """Return the passages of an article."""
    found, section, seen = [], "", Counter[str]()
    for block, paragraph in _with_answers(article):
        if block.kind != "paragraph":
            section = block.span.of(article.text).strip("【】[]:： \n")
            continue
        for span, heads in _pieces(article.text, block.span):
            text = span.of(article.text)
            seen[text] += 1
            key = passage_key(article.id, text, seen[text])
            above = " · ".join(filter(None, (section, heads)))
            found.append(Passage(key, span, paragraph, above))
    return tuple(found)


def _with_answers(article: Article) -> Iterator[tuple[Block, int]]:
    """Yield the blocks, a question and its answer as one, each with its paragraph's number."""
    paragraph, taken = 0, False
    for block, following in zip_longest(article.blocks, article.blocks[1:]):
        paragraph += block.kind == "paragraph"
        if taken:
            taken = False
        elif following and _is_answered(article.text, block, following):
            yield Block("paragraph", Span(block.span.start, following.span.end)), paragraph
            taken = True
        else:
            yield block, paragraph


def _is_answered(text: str, block: Block, following: Block) -> bool:
    if not block.kind == following.kind == "paragraph":
        return False
    is_short = following.span.end - block.span.start <= LONGEST_PASSAGE
    return is_short and asks_for(block.span.of(text), following.span.of(text))


def _pieces(text: str, paragraph: Span) -> Iterator[tuple[Span, str]]:
    """Cut a paragraph so that every piece is short enough; a table's has the heads it lacks."""
    for rows, heads in pieces_of_table(text, paragraph):
        for span in _short_enough(text, rows):
            yield span, heads


def _short_enough(text: str, paragraph: Span) -> Iterator[Span]:
    """Cut a paragraph at the ends of sentences."""
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
