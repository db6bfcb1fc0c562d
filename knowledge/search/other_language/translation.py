"""What may the articles say for the words of a question in the other language?

English words are looked up in phrases of up to four, Chinese ones as the longest that the
dictionary has. Invariant: a word of the question is one thing that is looked for, however many
translations it has; numbers and Latin words stay as they are typed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from knowledge.language.folding import fold, is_han
from knowledge.language.irregular_forms import forms_of, place_of
from knowledge.language.numerals import numbers
from knowledge.language.segmentation import chinese_words
from knowledge.language.tokens import CHINESE_STOP_WORDS, cut, runs, stem
from knowledge.model.query import Query, Term
from knowledge.search.other_language.dictionary import (
    LONGEST_PHRASE,
    STOP_WORDS,
    Dictionary,
    dictionary_words,
)

# The second translation is a little less likely than the first, and so on. Gains of .9 and 1 find
# .01 less of XQuAD.
GAIN_OF_NEXT = 0.95
MOST_PLACES = 3  # names of the place that an adjective is of
LONE_CHARACTER_GAIN = 0.6  # characters stand in many words: 会 in 会议, 机会
MOST_WORDS = 24  # of a question: nobody asks for more, and each costs looks into the index

_CAPITALISED = re.compile(r"(?<![.!?\"“] )(?<!^)\b[A-Z]\w*")


@dataclass(frozen=True, slots=True)
class Translation:
    """Something that may stand in a passage: its terms all together, and how likely it is."""

    text: str
    terms: tuple[Term, ...]
    gain: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question with its translations.

    `is_name` if it is a name or a number; `is_known` if the dictionary has it, or it is a number.
    """

    text: str
    translations: tuple[Translation, ...]
    is_name: bool
    is_known: bool = True


def translated(query: Query, dictionary: Dictionary) -> tuple[Word, ...]:
    """Return the words of a question with their translations, each word once."""
    is_chinese = any(map(is_han, query.content))
    words = _chinese(query, dictionary) if is_chinese else _english(query, dictionary)
    found = {word.text: word for word in islice(chain(_numbers(query), words), MOST_WORDS)}
    return tuple(found.values())


def _english(query: Query, dictionary: Dictionary) -> Iterator[Word]:
    places, typed = _meaning(query)
    names = set(map(fold, _CAPITALISED.findall(query.question)))
    basic = dictionary_words(typed)
    at = 0
    while at < len(typed):
        size = _words_together(basic[at:], places[at:], dictionary)
        phrase, surface = basic[at : at + size], typed[at : at + size]
        at += size
        if surface[0].isdecimal():
            yield Word(surface[0], (_as_typed(surface[0]),), is_name=True)
            continue
        chinese = dictionary.to_chinese(phrase)
        place = place_of(surface[0]) if size == 1 else None
        if place:  # 欧洲 for European, beside 欧洲人
            chinese = [*dictionary.to_chinese(dictionary_words([place]))[:MOST_PLACES], *chinese]
        found = _less_likely(_written(word) for word in dict.fromkeys(chinese))
        if size == 1:
            found.append(_as_typed(surface[0]))
        is_name = not names.isdisjoint(surface)
        yield Word(" ".join(phrase), tuple(found), is_name, is_known=bool(chinese))


def _meaning(query: Query) -> tuple[list[int], list[str]]:
    """Return the Latin words of a question that mean something, and their places among all."""
    words = cut(query.content).latin
    places = [place for place, word in enumerate(words) if word not in STOP_WORDS]
    return places, [words[place] for place in places]


def _words_together(ahead: list[str], places: list[int], dictionary: Dictionary) -> int:
    """Return how many of the next words the dictionary has as one: "war of independence"."""
    for size in range(min(LONGEST_PHRASE, len(ahead)), 1, -1):
        is_close = places[size - 1] - places[0] <= size
        if is_close and not ahead[0].isdecimal() and dictionary.to_chinese(ahead[:size]):
            return size
    return 1


def _chinese(query: Query, dictionary: Dictionary) -> Iterator[Word]:
    for han, latin in runs(query.content):
        if latin and latin not in STOP_WORDS:
            yield Word(latin, (_as_typed(latin),), is_name=True, is_known=False)
        ahead = han
        while ahead:
            word = dictionary.longest_word(ahead) or ahead[0]
            ahead = ahead[len(word) :]
            if word in CHINESE_STOP_WORDS:
                continue
            gain = LONE_CHARACTER_GAIN if len(word) == 1 else 1.0
            found = [
                Translation(" ".join(stems), tuple(Term("stems", one) for one in stems), gain)
                for phrase in dictionary.to_english(word)
                for stems in _with_forms(phrase)
            ]
            if found:
                yield Word(word, tuple(_less_likely(found)), dictionary.is_name(word))


def _with_forms(phrase: list[str]) -> list[list[str]]:
    """Return a phrase of stems, and the irregular forms of a single word: lose, lost."""
    return [phrase, *([form] for form in _forms(phrase[0]) if len(phrase) == 1)]


@lru_cache(maxsize=2_000)
def _forms(root: str) -> tuple[str, ...]:
    return tuple(map(stem, forms_of(root)))


def _numbers(query: Query) -> Iterator[Word]:
    for number in numbers(query.content):
        term = Term("stems", number.digits)
        yield Word(number.digits, (Translation(number.digits, (term,), 1.0),), is_name=True)


@lru_cache(maxsize=2_000)
def _written(word: str) -> Translation:
    """Return a Chinese word as the index has it: whole, or else its parts."""
    if len(word) == 1:
        return Translation(word, (Term("characters", word),), LONE_CHARACTER_GAIN)
    parts = chinese_words(word)
    parts = [word] if word in parts else parts
    return Translation(word, tuple(Term("words", part) for part in parts), 1.0)


def _as_typed(word: str) -> Translation:
    return Translation(stem(word), (Term("stems", stem(word)),), 1.0)


def _less_likely(found: Iterable[Translation]) -> list[Translation]:
    return [
        Translation(one.text, one.terms, one.gain * GAIN_OF_NEXT**place)
        for place, one in enumerate(found)
    ]
