"""Where does one sentence end and the next begin?

Invariant: the sentences of a text are in order, never overlap, and carry every character of it that
is not white space at an edge; none is empty.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.language.folding import is_han
from knowledge.language.introductions import is_row
from knowledge.model.article import Span

CLOSERS = "”’」』》）)\"'】]"

# A Chinese full stop ends a sentence whatever follows; a Latin one only before a space, because
# 2.0, U.S. and example.com have them inside. The semicolon divides Chinese lists of facts, which
# are otherwise one sentence of 200 characters; English ones stay whole. The mark comes first and
# what must stand before it is looked up behind it: so most characters are passed over at once.
_CLOSING = f"[{re.escape(CLOSERS)}]*"
_CLOSED = f"[{re.escape(CLOSERS)}*_]*"  # and the marks of bold words in Markdown
_ENDS = re.compile(
    r"[。！？﹗﹖；﹔.!?;\n](?:"
    rf"(?:(?<=[。！？﹗﹖；﹔])|(?<=[^\x00-\x7f][!?;])|(?<=[.!?])(?={_CLOSING}\s))"
    rf"[。！？!?…]*{_CLOSED}|(?<=\n)\n*)"
)
_GOES_ON = re.compile(r"[ \t]+[a-z]")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st vs etc inc ltd co corp no vol fig gen col lt sgt rev hon gov sen "
    "rep jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e cf al approx dept est".split()
)


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, without the white space around them.

    >>> [span.of("蹄急,是時不我待。步穩! It is 2.0. Dr. Wu said so.") for span in
    ...  sentences("蹄急,是時不我待。步穩! It is 2.0. Dr. Wu said so.")]
    ['蹄急,是時不我待。', '步穩!', 'It is 2.0.', 'Dr. Wu said so.']
    """
    found, start = [], 0
    for mark in _ENDS.finditer(text):
        if mark.start() >= start and not _is_abbreviation(text, mark.start()):
            found.append(_trimmed(text, start, mark.end()))
            start = mark.end()
    found.append(_trimmed(text, start, len(text)))
    whole = [span for span in found if span.start < span.end]
    return tuple(_with_rows(text, whole) if "|" in text else whole)


def _with_rows(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Yield sentences, those of one row of a table as one."""
    row = Span(0, 0)
    for span in found:
        if span.start < row.end:
            continue
        start = text.rfind("\n", 0, span.start) + 1
        line = text[start:].split("\n", 1)[0]
        if is_row(line):
            row = _trimmed(text, start, start + len(line))
        yield row if is_row(line) else span


def _is_abbreviation(text: str, stop: int) -> bool:
    """Tell whether the stop at an offset belongs to a word such as Dr. or J. in J. Smith."""
    if text[stop] != ".":
        return False
    if _GOES_ON.match(text, stop + 1):  # "at 3 p.m. on Monday"
        return True
    start = stop
    while start > max(0, stop - 8) and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    word = text[start:stop]
    initial = len(word) == 1 and word.isupper() and not is_han(word)
    initials = re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word) is not None
    return initial or initials or word.lower() in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
