"""Does a passage have a word of a question, in any form in which a reader would recognise it?

The same word in another script, form or numeral, most of a long Chinese word, another spelling of
the same sound, or what it was repaired to; synonyms are asked for apart. Invariant: what stands
above the passage, its title and its section, is granted to each part of it.
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property

from knowledge.language.folding import fold, is_han
from knowledge.language.fuzzy import likeness
from knowledge.language.numerals import numbers
from knowledge.language.syllables import sound_number, sound_of, spelled
from knowledge.language.tokens import LATIN_RUN, RUN, stem
from knowledge.model.article import Span
from knowledge.model.passage import StoredPassage
from knowledge.search.question_words import Word

SHARED_BEGINNING, SHORTEST_SHARED = 5, 6  # letters: population, populated
LIKE_A_REPAIR = 0.6  # likeness of a misspelled word and the stem that it was repaired to
FEWEST_SOUNDS = 2  # fewer in a row are alike by chance


class PassageWords:
    """A passage in which words are looked for; `repaired` are stems for misspelled words."""

    def __init__(self, passage: StoredPassage, repaired: frozenset[str]) -> None:
        self.folded = fold(passage.quote)
        self._repaired = repaired
        self._passage = passage

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """Where each Latin stem and each number in digits stands."""
        return _stems(self.folded)

    def has(self, word: Word, where: Span) -> bool:
        """Tell whether a part of the passage has a word."""
        return self._has(word.folded, where)

    def has_synonym(self, word: Word) -> bool:
        """Tell whether the passage has what the articles may have instead of a word."""
        whole = Span(0, len(self.folded))
        return any(self._has(one, whole) for one in word.instead)

    def _has(self, word: str, where: Span) -> bool:
        return self._has_han(word, where) if is_han(word[0]) else self._has_latin(word, where)

    def _has_han(self, word: str, where: Span) -> bool:
        if self.folded.find(word, where.start, where.end) >= 0 or word in self._above:
            return True
        size = max(2, (len(word) + 1) // 2)
        parts = {word[at : at + size] for at in range(len(word) - size + 1)} - {word}
        if any(self.folded.find(part, where.start, where.end) >= 0 for part in parts):
            return True
        return self._has_sounds([sound_number(character) for character in word], where)

    def _has_latin(self, word: str, where: Span) -> bool:
        root = stem(word)
        if self._stands(root, where) or root in self._stems_above:
            return True
        if len(word) >= SHORTEST_SHARED:
            begins = word[:SHARED_BEGINNING]
            if any(self._stands(s, where) for s in self.stems if s.startswith(begins)):
                return True
        meant = (s for s in self._repaired if likeness(root, s) >= LIKE_A_REPAIR)
        if any(self._stands(s, where) for s in meant):
            return True
        return self._has_sounds([sound_of(s) for s in spelled(word)], where)

    def _stands(self, root: str, where: Span) -> bool:
        return any(where.start <= at < where.end for at in self.stems.get(root, ()))

    def _has_sounds(self, sounds: Sequence[int], where: Span) -> bool:
        if len(sounds) < FEWEST_SOUNDS or 0 in sounds:
            return False
        heard, said = self._sounds, bytes_of(sounds)
        at = heard.find(said, 2 * where.start, 2 * where.end)
        while at > 0 and at % 2:  # between two sounds
            at = heard.find(said, at + 1, 2 * where.end)
        return at >= 0

    @cached_property
    def _sounds(self) -> bytes:
        return bytes_of(sound_number(c) if is_han(c) else 0 for c in self.folded)

    @cached_property
    def _above(self) -> str:
        return fold(f"{self._passage.article.title}\n{self._passage.section}")

    @cached_property
    def _stems_above(self) -> dict[str, list[int]]:
        return _stems(self._above)


def bytes_of(sounds: Iterable[int]) -> bytes:
    """Return sounds as two bytes each, so that rows of them are found at the speed of text."""
    return array("H", sounds).tobytes()


def _stems(folded: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for match in RUN.finditer(folded):
        if match.lastindex == LATIN_RUN:
            found.setdefault(stem(match[0]), []).append(match.start())
    for number in numbers(folded):
        found.setdefault(number.digits, []).append(number.start)
    return found
