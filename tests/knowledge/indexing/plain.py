"""A second index, for the tests: what `port` promises, word by word, without an engine.

It looks at every passage for every question, in Python's own numbers.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from knowledge.indexing.entry import Entry
from knowledge.indexing.port import BOOSTS, FREQUENT, K1, OTHERS_COUNT, B, Candidates, Document
from knowledge.indexing.profile import end_to_end
from knowledge.indexing.quotable import Quotable, unpacked
from knowledge.language.fuzzy import is_repairable
from knowledge.language.tokens import FIELDS
from knowledge.model.query import Term
from knowledge.model.scope import WHOLE, Scope

EXACT, BITS = 24, 4  # a length is kept exactly up to here, of the rest the first bits

Score = Callable[[int], float]


def kept(length: int) -> int:
    """Return what a byte keeps of the length of a field.

    >>> [kept(length) for length in (0, 24, 40, 41, 42, 57, 60, 300)]
    [0, 24, 40, 40, 42, 56, 60, 280]
    """
    rest = max(0, length - EXACT)
    lost = max(0, rest.bit_length() - BITS)
    return length if not lost else EXACT + (rest >> lost << lost)


class PlainSnapshot:
    """Some entries; a document is an entry itself."""

    def __init__(self, entries: Sequence[Entry], version: int) -> None:
        self._entries = entries
        self.version = version
        self.passages = len(entries)
        self._fields = [
            {field: Counter(terms.split()) for field, terms in zip(FIELDS, one.terms, strict=True)}
            for one in entries
        ]
        documents = len(entries) + 1
        self._documents = documents
        self._means = {
            field: sum(fields[field].total() for fields in self._fields) / documents
            for field in FIELDS
        }

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        """Return in how many passages each term stands."""
        return [sum(term.text in fields[term.field] for fields in self._fields) for term in terms]

    def latin_words(self, beginning: str) -> list[str]:
        """Return the terms of the field *stems* with a beginning."""
        counts = Counter(stem for fields in self._fields for stem in set(fields["stems"]))
        known = [one for one in counts if one.startswith(beginning) and is_repairable(one)]
        return sorted(known, key=lambda one: (-counts[one], one))

    def candidates(
        self,
        terms: Iterable[Term],
        limit: int,
        within: Scope = WHOLE,
        revision: int | None = None,
        number: str = "",
    ) -> Candidates | None:
        """Return the passages that share most with some terms."""
        scores = [self._score(term, BOOSTS[term.field]) for term in terms]
        found = self._inside(within, revision, number)
        return self._best(scores, found, limit, found if number else []) if scores else None

    def candidates_of_any(
        self,
        words: Iterable[Sequence[Sequence[Term]]],
        limit: int,
        within: Scope = WHOLE,
        revision: int | None = None,
    ) -> Candidates | None:
        """Return the passages that have most of some words."""
        scores = [self._best_way([[self._score(t) for t in way] for way in ways]) for ways in words]
        return self._best(scores, self._inside(within, revision), limit)

    def languages(self) -> tuple[int, int]:
        """Return how many passages are in Chinese and how many in English."""
        chinese, english = (
            {at for at, fields in enumerate(self._fields) if set(terms.split()) & set(fields[name])}
            for name, terms in FREQUENT.items()
        )
        return len(chinese), len(english - chinese)

    def quotable(self, document: Document) -> Quotable:
        """Return what can be quoted of a passage."""
        return unpacked(cast("Entry", document).quotable)

    def is_numbered(self, document: Document, unit: str) -> bool:
        """Tell whether some passage of a passage's article begins with a number of a unit."""
        return bool(self._inside(WHOLE, cast("Entry", document).revision, unit))

    def only_article(self, within: Scope = WHOLE) -> Quotable | None:
        """Return a passage of a scope's only article."""
        found = [self._entries[at] for at in self._inside(within)]
        return self.quotable(found[0]) if len({one.revision for one in found}) == 1 else None

    def _score(self, term: Term, share: float = 1.0) -> Score:
        (count,) = self.frequencies([term])
        rarity = math.log(1 + (self._documents - count + 0.5) / (count + 0.5))

        def score(at: int) -> float:
            field = self._fields[at][term.field]
            often, length = field[term.text], kept(field.total())
            if not often:
                return 0.0
            saturation = K1 * (1 - B + B * length / self._means[term.field])
            return share * term.gain * rarity * (K1 + 1) * often / (often + saturation)

        return score

    def _best_way(self, ways: Sequence[Sequence[Score]]) -> Score:
        def score(at: int) -> float:
            sums = [sum(one(at) for one in way) for way in ways]
            return (1 - OTHERS_COUNT) * max(sums, default=0.0) + OTHERS_COUNT * sum(sums)

        return score

    def _inside(self, within: Scope, revision: int | None = None, number: str = "") -> list[int]:
        return [
            at
            for at, one in enumerate(self._entries)
            if (not within or one.article in within.articles or {*one.folders} & {*within.folders})
            and revision in {None, one.revision}
            and (not number or number in one.numbered.split())
        ]

    def _best(
        self, scores: Sequence[Score], inside: Sequence[int], limit: int, always: Sequence[int] = ()
    ) -> Candidates | None:
        scored = [(sum(score(at) for score in scores), at) for at in inside]
        found = [(score, at) for score, at in scored if score or at in always]
        best = sorted(found, key=lambda one: (-one[0], one[1]))[:limit]
        if not best:
            return None
        entries = [self._entries[at] for _, at in best]
        profiles = end_to_end([one.profile for one in entries])
        rows = [one.passage for one in entries]
        return Candidates(rows, [score for score, _ in best], profiles, entries)
