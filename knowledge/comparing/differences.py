"""In what does a sentence of a text differ from the passage in which it stands?

Invariant: differences are whole words; what stands before and behind the sentence in the passage is
none, for a sentence may be cut out of a longer text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.comparing.alignment import Run
from knowledge.comparing.units import Units
from knowledge.language.names import is_name, is_surname
from knowledge.language.opposites import denies, is_opposite
from knowledge.model.article import Span
from knowledge.model.comparison import Difference, DifferenceKind

_NUMERALS = frozenset("一二三四五六七八九十百千万亿两半零")
LONGEST_NAME = 12  # units: longer words than these are no name that was exchanged
LONGEST_EDGE = 6  # units before the first run, or behind the last: more are not said instead


@dataclass(frozen=True, slots=True)
class Side:
    """Some units of one of two texts, with its words."""

    units: Units
    words: set[int]  # where they begin
    start: int
    end: int

    @property
    def span(self) -> Span:
        """What of the text it is."""
        return self.units.span(self.start, self.end)

    @property
    def text(self) -> str:
        """The words as they are written."""
        return self.span.of(self.units.text)

    @property
    def folded(self) -> str:
        """The words as the index takes them."""
        return self.units.folded(self.start, self.end) if self.start < self.end else ""

    @property
    def numbers(self) -> set[str]:
        """The numbers among them."""
        letters = self.units.letters
        places = range(self.start, self.end)
        return {letters[n] for n in places if n in self.units.numbers or letters[n] in _NUMERALS}

    @property
    def before(self) -> str:
        """The word that stands before them."""
        begins = max((at for at in self.words if at < self.start), default=self.start)
        return self.units.span(begins, self.start).of(self.units.text)


def differences(
    said: Units, sentence: range, written: Units, place: range, runs: Sequence[Run]
) -> Iterator[Difference]:
    """Yield the differences of a sentence, whose runs are counted from its first unit.

    `place` are the units of the passage's sentences in which it stands.
    """
    one = Side(said, said.word_starts(sentence.start, sentence.stop), 0, 0)
    other = Side(written, written.word_starts(place.start, place.stop), 0, 0)
    same = [(sentence.start + run.said, run.written, run.length) for run in runs]
    whole = _whole_words(same, one.words, other.words)
    gaps = _gaps(whole, sentence, place, other.words)
    for text, passage in _number_by_number(gaps, said, written):
        if said.letters[text.start : text.stop] != written.letters[passage.start : passage.stop]:
            yield _difference(
                Side(said, one.words, text.start, text.stop),
                Side(written, other.words, passage.start, passage.stop),
            )


def _whole_words(
    same: Sequence[tuple[int, int, int]], said: set[int], written: set[int]
) -> list[tuple[int, int, int]]:
    """Return runs without the parts of words at their ends, of which the rest differs."""
    found = []
    for one, other, length in same:
        first, last = 0, length
        while first < last and not (one + first in said and other + first in written):
            first += 1
        while last > first and not (one + last in said and other + last in written):
            last -= 1
        if first < last:
            found.append((one + first, other + first, last - first))
    return found


def _gaps(
    same: Sequence[tuple[int, int, int]], sentence: range, place: range, words: set[int]
) -> Iterator[tuple[range, range]]:
    """Yield the units between runs, and those of the sentence before the first and behind the last.

    What stands in the passage instead of these is as long as they are, in whole words; nothing, if
    they are many.
    """
    if not same:
        return
    first, last = same[0], same[-1]
    width = first[0] - sentence.start
    if width:
        begins = first[1] - width * (width <= LONGEST_EDGE)
        begins = _at_word(max(place.start, begins), words, -1)
        yield range(sentence.start, first[0]), range(begins, first[1])
    for (one, other, length), (next_one, next_other, _) in pairwise(same):
        gap = range(one + length, next_one), range(other + length, next_other)
        if gap[0] or gap[1]:
            yield gap
    said, written = last[0] + last[2], last[1] + last[2]
    width = sentence.stop - said
    if width:
        ends = written + width * (width <= LONGEST_EDGE)
        yield range(said, sentence.stop), range(written, _at_word(min(place.stop, ends), words, 1))


def _number_by_number(
    gaps: Iterable[tuple[range, range]], said: Units, written: Units
) -> Iterator[tuple[range, range]]:
    """Yield gaps, those with nothing but as many numbers on both sides one by one: 2018-2020."""
    for text, passage in gaps:
        counted = set(text) <= said.numbers and set(passage) <= written.numbers
        if counted and len(text) == len(passage):
            for one, other in zip(text, passage, strict=True):
                yield range(one, one + 1), range(other, other + 1)
        else:
            yield text, passage


def _at_word(at: int, words: set[int], step: int) -> int:
    """Return the nearest place where a word begins, forwards or backwards."""
    while at not in words and min(words) < at < max(words):
        at += step
    return at


def _difference(said: Side, written: Side) -> Difference:
    return Difference(_kind(said, written), said.span, written.span)


def _kind(said: Side, written: Side) -> DifferenceKind:
    """Return in what two sides differ; what was left out of a text is no number or name of it."""
    one, other = said.folded, written.folded
    if said.numbers and written.numbers and said.numbers != written.numbers:
        return DifferenceKind.NUMBER
    if denies(one) != denies(other) or is_opposite(one, other) or is_opposite(other, one):
        return DifferenceKind.NEGATION
    if said.numbers - written.numbers:
        return DifferenceKind.NUMBER
    if is_surname(said.text) and is_surname(written.text):
        return DifferenceKind.NAME
    if one and any(
        side.end - side.start <= LONGEST_NAME and is_name(side.text, side.before)
        for side in (said, written)
    ):
        return DifferenceKind.NAME
    return DifferenceKind.OTHER
