"""What of a text is compared, unit by unit?

A unit is a Chinese character, a word in other letters, or a number. Each is one letter of an
alphabet that the compared texts share. Invariant: what reads the same has the same letter, whatever
its script, width, case or way to write a number; signs, spaces and addresses are no units.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from decimal import Decimal

from knowledge.language.folding import HAN, fold, is_han
from knowledge.language.numerals import Number, numbers
from knowledge.language.segmentation import segments
from knowledge.model.article import Span

_COUNTING = "〇零一二两三四五六七八九十百千万亿"  # characters of which a number may begin here
_PIECE = re.compile(
    rf"https?://\S+|(?P<number>\d+(?:\.\d+)?)(?![^\W_{HAN}])|(?P<counting>[{_COUNTING}])"
    rf"|(?P<han>(?:(?![{_COUNTING}])[{HAN}])+)"
    rf"|(?P<word>[^\W_{HAN}]+(?:['’][^\W_{HAN}]+)*)"
)
_HUNDREDTHS = "百分之"
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b)")
_LARGE = {"万": 4, "亿": 8}  # and the zeros that they stand for
_FIRST = 0xF0000  # of the private planes, from which words and numbers get their letters
_MOST = 0x1FFFD  # letters that are there


@dataclass(slots=True)
class Alphabet:
    """Letters for the words and numbers of some texts."""

    _letters: dict[str, str] = field(default_factory=dict)

    def of(self, word: str) -> str:
        """Return the letter of a word or number, the same each time."""
        return self._letters.setdefault(word, chr(_FIRST + len(self._letters) % _MOST))


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a text: their letters, their spans, and which of them are numbers."""

    text: str
    letters: str
    spans: tuple[tuple[int, int], ...]
    numbers: frozenset[int]

    def within(self, span: Span) -> range:
        """Return the units that begin in a span of the text."""
        return range(
            bisect_left(self.spans, (span.start, 0)), bisect_left(self.spans, (span.end, 0))
        )

    def span(self, start: int, end: int) -> Span:
        """Return what some units are in the text; nothing, at its place, where there are none."""
        if start < end:
            return Span(self.spans[start][0], self.spans[end - 1][1])
        at = self.spans[start - 1][1] if start else 0
        return Span(at, at)

    def folded(self, start: int, end: int) -> str:
        """Return some units as the index takes them, with what stands between them."""
        return fold(self.span(start, end).of(self.text))

    def word_starts(self, start: int, end: int) -> set[int]:
        """Return where words begin among some units, which begin and end with a word."""
        found, at = {start, end}, start
        while at < end:
            stop = at
            while stop < end and is_han(self.letters[stop]):
                stop += 1
            for word in segments(self.letters[at:stop]) if stop > at else ():
                found.add(at)
                at += len(word)
            found.update((stop, min(stop + 1, end)))
            at = stop + 1
        return found


def units_of(text: str, alphabet: Alphabet) -> Units:
    """Return the units of a text.

    >>> one, other = (units_of(text, Alphabet()).letters for text in ("四十家APP", "40 家 app！"))
    >>> one == other, len(one)
    (True, 3)
    """
    folded = fold(text)
    named = {number.start: number for number in numbers(folded)}
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    counted: set[int] = set()
    at = 0
    while match := _PIECE.search(folded, at):
        start, at = match.span()
        if match["han"]:
            letters += match["han"]
            spans += zip(range(start, at), range(start + 1, at + 1), strict=True)
            continue
        hundredths = folded.startswith(_HUNDREDTHS, start)
        found = _number(folded, start + len(_HUNDREDTHS) * hundredths, named)
        if found:
            counted.add(len(letters))
            at = found.end
            letters.append(alphabet.of(f"#{found.digits}{'%' * hundredths}"))
        elif match["word"] or match["counting"]:
            word = match["word"]
            letters.append(alphabet.of(word.replace("’", "'")) if word else match["counting"])
        else:
            continue
        spans.append((start, at))
    return Units(text, "".join(letters), tuple(spans), frozenset(counted))


def _number(folded: str, start: int, named: dict[int, Number]) -> Number | None:
    """Return the number that begins at an offset, in digits; None if there is none."""
    found = named.get(start)
    if found is None:
        match = _PIECE.match(folded, start)
        if match is None or not match["number"]:
            return None
        found = Number(match["number"], *match.span())
    digits, end = found.digits, found.end
    zeros = _LARGE.get(folded[end : end + 1], 0)
    if zeros:
        digits, end = format(Decimal(digits).scaleb(zeros).normalize(), "f"), end + 1
    percent = _PERCENT.match(folded, end)
    if percent:
        digits, end = f"{digits}%", percent.end()
    return Number(digits, start, end)
