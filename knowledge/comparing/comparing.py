"""Which passages say the same as a text?

units → candidates of its parts → those that have most of its letters → where each sentence stands →
how much of the text that is → what differs. Invariant: the work grows with the length of the text
and not with the number of articles; a passage counts only with whole sentences that stand in it.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from knowledge.comparing.alignment import Run, aligned
from knowledge.comparing.differences import differences
from knowledge.comparing.units import Alphabet, Units, units_of
from knowledge.indexing.port import Snapshot
from knowledge.language.folding import fold
from knowledge.language.sentences import sentences
from knowledge.language.tokens import STOP_WORDS, Cut, cut, stems, words
from knowledge.model.article import Span
from knowledge.model.comparison import Compared, Comparison, Difference
from knowledge.model.passage import StoredPassage
from knowledge.model.query import Term
from knowledge.model.scope import WHOLE, Scope

LONGEST = 8192  # characters that are compared: two messages of Telegram's longest
MOST_SHOWN = 3
MOST_DIFFERENCES = 50  # of a passage that are told apart
SAID_FROM = 0.3  # of a text that stands in a passage: then it says the same …
LONG = 8  # … or so many units of a long text, a sentence …
SHORTEST = 6  # … and of a short one as many as these: fewer are a phrase
MOST_OF_SENTENCE = 4  # passages in which a sentence is looked for
PART = 160  # units of a part that looks for candidates of its own
TERMS = 24  # of a part, the rarest
CANDIDATES = 6  # of a part
MOST_ALIGNED = 24  # passages
LONGEST_SENTENCE = 200  # units: what has no full stop is cut
MAY_STAND = 0.25  # of a sentence's neighbouring units in a passage: less cannot stand there
OPENERS = "“‘「『《〈（(\"'"
LETTERS = 3  # in a row that candidates are told apart by, before they are cut into units


_Part = tuple[range, tuple[Run, ...]]
"""A sentence of a text, or its rest, by its units, and the runs of it in a passage."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A passage that may say some of a text, and its row."""

    row: int
    passage: StoredPassage
    units: Units
    sentences: Sequence[range]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A passage, and the sentences of a text that stand in it; `said` are their units."""

    written: _Written
    found: tuple[_Part, ...]
    said: frozenset[int]


def compare(text: str, snapshot: Snapshot, within: Scope = WHOLE) -> Compared:
    """Return the passages that say a text, best first."""
    started = time.perf_counter()
    alphabet = Alphabet()
    said = units_of(text[:LONGEST], alphabet)
    parts = _sentences(said)
    looked = [
        _written(row, passage, alphabet)
        for row, passage in _candidates(said, parts, snapshot, within)
    ]
    total = max(1, len(said.letters))
    enough = max(SHORTEST, min(LONG, SAID_FROM * total))
    standing = [one for one in _standing(looked, said, parts) if len(one.said) >= enough]
    ranked = sorted(standing, key=lambda one: (-len(one.said), one.written.row))
    share = len(frozenset[int]().union(*(one.said for one in ranked))) / total
    found = tuple(_comparison(one, said, total) for one in ranked[:MOST_SHOWN])
    milliseconds = (time.perf_counter() - started) * 1000
    return Compared(text, share, found, snapshot.version, milliseconds)


def _written(row: int, passage: StoredPassage, alphabet: Alphabet) -> _Written:
    units = units_of(passage.quote, alphabet)
    return _Written(row, passage, units, _sentences(units))


def _sentences(said: Units) -> list[range]:
    """Return the sentences of a text as ranges of its units."""
    found = []
    for span in sentences(said.text):
        whole = said.within(span)
        starts = range(whole.start, whole.stop, LONGEST_SENTENCE)
        found += [range(start, min(whole.stop, start + LONGEST_SENTENCE)) for start in starts]
    return found


def _candidates(
    said: Units, parts: Sequence[range], snapshot: Snapshot, within: Scope
) -> list[tuple[int, StoredPassage]]:
    """Return the passages that have most letters in a row of a text, with their rows."""
    looked: dict[int, StoredPassage] = {}
    for part in _joined(parts):
        terms = _rarest(cut(said.folded(part.start, part.stop)), snapshot)
        found = snapshot.candidates(terms, CANDIDATES, within)
        for row, document in zip(found.passages, found.documents, strict=True) if found else ():
            if row not in looked:
                looked[row] = snapshot.quotable(document).passage
    own = _in_rows(said.text)
    shared = {row: len(own & _in_rows(passage.quote)) for row, passage in looked.items()}
    best = sorted(looked, key=lambda row: (-shared[row], row))[:MOST_ALIGNED]
    return [(row, looked[row]) for row in best]


def _joined(parts: Sequence[range]) -> Iterator[range]:
    """Yield neighbouring sentences as parts that are long enough to look for candidates."""
    start = 0
    for number, one in enumerate(parts):
        if one.stop - start >= PART or number == len(parts) - 1:
            if one.stop > start:
                yield range(start, one.stop)
            start = one.stop


def _rarest(text: Cut, snapshot: Snapshot) -> list[Term]:
    """Return the terms of a part that stand in the fewest passages, but in some."""
    found = {Term("words", word) for word in words(text) if len(word) > 1}
    found |= {Term("stems", stem) for stem in stems(text)}
    terms = sorted(term for term in found if term.text not in STOP_WORDS)
    counted = zip(snapshot.frequencies(terms), terms, strict=True)
    return [term for count, term in sorted(counted) if count][:TERMS]


def _in_rows(text: str) -> set[str]:
    folded = fold(text)
    return {folded[at : at + LETTERS] for at in range(len(folded) - LETTERS + 1)}


def _standing(looked: Sequence[_Written], said: Units, parts: Sequence[range]) -> list[_Standing]:
    """Return the passages in which sentences of a text stand, each of them in a few at most."""
    neighbours = [_neighbours(one.units.letters) for one in looked]
    found: list[list[_Part]] = [[] for _ in looked]
    for part in parts:
        own = _neighbours(said.letters[part.start : part.stop])
        shared = [(len(own & others), -place) for place, others in enumerate(neighbours)]
        for count, place in sorted(shared, reverse=True)[:MOST_OF_SENTENCE]:
            if count > MAY_STAND * len(own):
                found[-place] += _parts_standing(part, said, looked[-place])
    return [
        _Standing(one, _apart(some), _said(some))
        for one, some in zip(looked, found, strict=True)
        if some
    ]


def _said(found: Sequence[_Part]) -> frozenset[int]:
    """Return the units of a text that stand in the runs of its sentences."""
    starts = ((part.start + run.said, run.length) for part, runs in found for run in runs)
    return frozenset(unit for start, length in starts for unit in range(start, start + length))


def _neighbours(letters: str) -> set[str]:
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def _parts_standing(part: range, said: Units, written: _Written) -> Iterator[_Part]:
    """Yield a sentence with its runs in a passage, and what is left at its edges, likewise."""
    runs = aligned(said.letters[part.start : part.stop], written.units.letters, written.sentences)
    if runs:
        yield part, runs
        behind = part.start + runs[-1].said + runs[-1].length
        for edge in (range(part.start, part.start + runs[0].said), range(behind, part.stop)):
            if len(edge) >= SHORTEST:
                yield from _parts_standing(edge, said, written)


def _apart(found: Sequence[_Part]) -> tuple[_Part, ...]:
    """Return parts without those that stand elsewhere in the passage: they are parts of their own.

    These lie at the edges of what was found before them.
    """
    kept: list[_Part] = []
    for part, runs in found:
        for place, (whole, others) in enumerate(kept):
            if whole.start <= part.start and part.stop <= whole.stop:
                if part.start == whole.start:
                    moved = part.stop - whole.start
                    left = tuple(replace(run, said=run.said - moved) for run in others)
                    kept[place] = range(part.stop, whole.stop), left
                else:
                    kept[place] = range(whole.start, part.start), others
        kept.append((part, runs))
    return tuple(sorted(kept, key=lambda one: one[0].start))


def _comparison(one: _Standing, said: Units, total: int) -> Comparison:
    passage, units = one.written.passage, one.written.units
    found: list[Difference] = []
    places: list[Span] = []
    for sentence, runs in one.found:
        start, end = runs[0].written, runs[-1].written + runs[-1].length
        touched = [s for s in one.written.sentences if s.start < end and start < s.stop]
        around = range(touched[0].start, touched[-1].stop)
        left = MOST_DIFFERENCES - len(found)
        found += islice(differences(said, sentence, units, around, runs), left)
        places.append(units.span(start, end))
    places += [difference.written for difference in found]
    start, end = min(span.start for span in places), max(span.end for span in places)
    written = _with_signs(passage.quote, start, end)
    return Comparison(passage, len(one.said) / total, written, tuple(found))


def _with_signs(quote: str, start: int, end: int) -> Span:
    """Return a span of a quote with the signs that belong to it: what opens it, what ends it."""
    while start and quote[start - 1] in OPENERS:
        start -= 1
    while end < len(quote) and not (quote[end].isalnum() or quote[end].isspace()):
        end += 1
    return Span(start, end)
