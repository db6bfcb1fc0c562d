"""Which words of the other language may stand for a word?

CC-CEDICT explains Chinese words in English; here it is turned around, too. Invariant: a word has a
few translations, the likeliest first; what is no word of the dictionary has none. A line of the
dictionary is a word, a tab, its translations divided by `/`, and for a Chinese name a tab more;
English words are stems.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from knowledge.language.cedict import Entry
from knowledge.language.folding import fold
from knowledge.language.irregular_forms import basic_form
from knowledge.language.tokens import ENGLISH_STOP_WORDS, LATIN_RUN, RUN, stems_at_once

LONGEST_PHRASE = 4  # English words that are looked up together
# With 4 translations of an English word .02 fewer questions of XQuAD find their passage, with 12 no
# more.
MOST_TO_CHINESE = 8
MOST_TO_ENGLISH = 6
FEW = 2  # an English word with fewer translations borrows from longer meanings that hold it
MOST_WITH_BORROWED = 4

# How likely a Chinese word is the one that an article has: the more usual it is, the sooner the
# meaning is named for it, and if it has more than one character.
PER_LOG_FREQUENCY = 1.0
PER_PLACE = -0.5
LONE_CHARACTER = -3.0
PER_WORD_OF_LONGER = -2.0

# Words that only join others, those of dictionaries ("to ask sb about sth"), and adverbs that say
# little.
STOP_WORDS = ENGLISH_STOP_WORDS | frozenset(
    "s sb sth one oneself etc esp also actually currently mainly mostly often usually very just "
    "only still even".split()
)


class Dictionary:
    """The lines of a dictionary in order, as bytes: 16 MB, where dicts of them would take 90."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines

    def to_english(self, word: str) -> list[list[str]]:
        """Return the phrases of stems that a folded Chinese word may be."""
        return [phrase.split(" ") for phrase in self._translations(word)]

    def to_chinese(self, stems: Iterable[str]) -> list[str]:
        """Return the folded Chinese words that a phrase of stems may be."""
        return self._translations(" ".join(stems))

    def is_name(self, word: str) -> bool:
        """Tell whether a Chinese word names somebody or some place."""
        return self._line(word).count(b"\t") > 1

    def longest_word(self, han: str) -> str:
        """Return the longest word that a run of Chinese characters begins with; "" for none."""
        ahead = han.encode()
        while ahead:
            at = bisect_right(self._lines, ahead + b"\t\xff") - 1
            word = self._lines[at][: self._lines[at].index(b"\t")] if at >= 0 else b""
            if ahead.startswith(word):
                return word.decode()
            ahead = _common_start(word, ahead)
        return ""

    def _translations(self, word: str) -> list[str]:
        line = self._line(word).decode()
        return line.split("\t")[1].split("/") if line else []

    def _line(self, word: str) -> bytes:
        start = word.encode("utf-8", "replace") + b"\t"
        at = bisect_left(self._lines, start)
        found = at < len(self._lines) and self._lines[at].startswith(start)
        return self._lines[at] if found else b""


def dictionary_lines(entries: Iterable[Entry], frequency: Mapping[str, int]) -> list[bytes]:
    """Return the lines of a dictionary in both directions, in order.

    How frequent Chinese words are tells which of them is likelier.
    """
    english: dict[str, dict[str, None]] = defaultdict(dict)
    chinese: dict[str, dict[str, float]] = defaultdict(dict)
    longer: dict[str, dict[str, float]] = defaultdict(dict)
    names: set[str] = set()
    for word, phrase, likely, is_name in _pairs(entries, frequency):
        english[word][" ".join(phrase)] = None
        _put(chinese[" ".join(phrase)], word, likely)
        if is_name:
            names.add(word)
        if len(phrase) > 1:
            if is_name:  # Nikola Tesla is mostly called Tesla
                english[word][phrase[-1]] = None
            for stem in set(phrase):
                _put(longer[stem], word, likely + PER_WORD_OF_LONGER * len(phrase))
    lines = [
        f"{word}\t{'/'.join(islice(known, MOST_TO_ENGLISH))}{chr(9) * (word in names)}"
        for word, known in english.items()
    ]
    lines += [
        f"{phrase}\t{'/'.join(_likeliest(chinese.get(phrase, {}), longer.get(phrase, {})))}"
        for phrase in chinese.keys() | longer.keys()
    ]
    return sorted(line.encode() for line in lines)


def dictionary_words(words: Iterable[str]) -> list[str]:
    """Return folded English words as the dictionary has them: stems, without those that only join.

    >>> dictionary_words(["won", "the", "cities"])
    ['win', 'citi']
    """
    return stems_at_once([basic_form(word) for word in words if word not in STOP_WORDS])


def _pairs(
    entries: Iterable[Entry], frequency: Mapping[str, int]
) -> Iterator[tuple[str, list[str], float, bool]]:
    """Yield each Chinese word with a phrase of stems, how likely they are, and if it is a name."""
    roots = _Roots()
    for word, meanings, is_name in entries:
        usual = PER_LOG_FREQUENCY * math.log1p(frequency.get(word, 0))
        usual += LONE_CHARACTER if len(word) == 1 else 0.0
        for place, meaning in enumerate(meanings):
            phrase = roots.of(meaning)
            if 0 < len(phrase) <= LONGEST_PHRASE:
                yield word, phrase, usual + PER_PLACE * place, is_name


class _Roots(dict[str, str]):
    """The stems of the words of meanings, each made once."""

    def __missing__(self, word: str) -> str:
        (root,) = stems_at_once([word])
        self[word] = root
        return root

    def of(self, meaning: str) -> list[str]:
        """Return the stems of a meaning, without words that only join others, if it has more."""
        folded = meaning.lower() if meaning.isascii() else fold(meaning)
        words = folded.split(" ")
        if not all(map(str.isalnum, words)) or not folded.isascii():
            words = [match[0] for match in RUN.finditer(folded) if match.lastindex == LATIN_RUN]
        kept = [word for word in words if word not in STOP_WORDS] or words
        return [self[word] for word in kept]


def _likeliest(own: Mapping[str, float], longer: Mapping[str, float]) -> list[str]:
    found = sorted(own, key=own.__getitem__, reverse=True)[:MOST_TO_CHINESE]
    if len(found) < FEW:
        others = [word for word in longer if word not in own]
        others.sort(key=longer.__getitem__, reverse=True)
        found += others[: MOST_WITH_BORROWED - len(found)]
    return found


def _common_start(one: bytes, other: bytes) -> bytes:
    differs = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return one[: next(differs, len(other))]


def _put(known: dict[str, float], word: str, likely: float) -> None:
    if likely > known.get(word, -math.inf):
        known[word] = likely
