"""Which lines belong to one paragraph?

Invariant: every line is in exactly one paragraph, in order. On a saved page each line is a
paragraph; where a text was wrapped by hand, a paragraph runs to the next blank line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.model.article import Span
from knowledge.reading.lines import Line
from knowledge.reading.news_rules import is_a, is_chapter

# People and mail programs wrap at 60 to 80 columns; a Chinese character fills two.
WIDEST_WRAPPED = 100
NARROWEST_WRAPPED = 40
# Lines of a wrapped text that end inside a sentence: nine in ten; of one paragraph a line: few.
WRAPPED_SHARE = 0.5

_WIDE_FROM = "\u1100"  # Hangul Jamo: from here on most characters fill two columns
_SENTENCE_END = re.compile(r"""[.!?。！？…:：;；—]["'”’」』）)\]]{0,3}\Z|[”」』]\Z""")
_QUESTION = re.compile(r"(?:問|问|Q|Question)[0-9]{0,3}\s?[:：.]")
_ANSWER = re.compile(r"(?:答|A|Answer)[0-9]{0,3}\s?[:：.]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one; `lines` counts them."""

    span: Span
    text: str
    lines: int


def paragraphs_of(text: str, lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs that these lines of a text make; the lines are not blank."""
    wrapped = is_wrapped(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, wrapped):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(text, group) for group in groups]


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether a text was wrapped by hand.

    It was when most of its full lines that have a line directly below end inside a sentence.
    """
    pairs = [
        first
        for first, second in pairwise(lines)
        if second.follows(first)
        and columns(first.text) >= NARROWEST_WRAPPED
        and max(columns(first.text), columns(second.text)) <= WIDEST_WRAPPED
    ]
    broken = sum(not ends_sentence(line.text) for line in pairs)
    return broken > WRAPPED_SHARE * len(pairs)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does.

    >>> ends_sentence("任務明確。"), ends_sentence("(It did.)"), ends_sentence("蹄疾、步穩")
    (True, True, False)
    """
    return _SENTENCE_END.search(text[-4:]) is not None


def columns(text: str) -> int:
    """Return how many columns a line fills; what is too wide to matter is not counted to its end.

    >>> columns("有據 yes")
    8
    """
    return sum(2 if character >= _WIDE_FROM else 1 for character in text[: WIDEST_WRAPPED + 1])


def _continues(above: Line, line: Line, wrapped: bool) -> bool:
    if not line.follows(above):
        return False
    if _QUESTION.match(above.text) and _ANSWER.match(line.text):
        return True
    indented = line.indent > above.indent
    return wrapped and not indented and not (_stands_alone(above) or _stands_alone(line))


def _stands_alone(line: Line) -> bool:
    return is_a("label", line.text) or is_chapter(line.text)


def _paragraph(text: str, group: Sequence[Line]) -> Paragraph:
    span = Span(group[0].span.start, group[-1].span.end)
    return Paragraph(span, span.of(text), len(group))
