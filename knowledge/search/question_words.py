"""Which words of a question say something, as they were typed?

Invariant: in order, none twice; light words and small counts (two, 三) are left out, for an answer
need not repeat them, and so are lone Han characters where there is anything else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.folding import fold, is_han
from knowledge.language.light_words import light_words, light_words_in_pinyin
from knowledge.language.places import place_names
from knowledge.language.segmentation import segments
from knowledge.language.syllables import spelled
from knowledge.language.tokens import LATIN_RUN, RUN, STOP_WORDS
from knowledge.model.query import Query
from knowledge.search.synonyms import Synonyms

LONG_NUMBER = 2  # digits: shorter ones count what has many names (两部, three)
_DATED = frozenset("年月日号岁%")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed and folded, what it is, and the words that the articles may have instead.

    `start` is where it stands in the question, -1 for a number that was typed otherwise.
    """

    text: str
    folded: str
    is_number: bool = False
    is_name: bool = False
    start: int = -1
    instead: tuple[str, ...] = ()


def question_words(query: Query, synonyms: Synonyms) -> list[Word]:
    """Return the words of a question that say something.

    >>> from knowledge.search.parser import parse_question
    >>> query = parse_question("深圳在2018年出台了什麼計劃?")
    >>> [word.text for word in question_words(query, Synonyms())]
    ['深圳', '2018', '出台', '計劃']
    """
    folded = fold(query.question)
    found: dict[str, Word] = {}
    for match in RUN.finditer(query.content):
        for word, end in _pieces(match, 1 if query.names_nothing else 2):
            if word in found or _is_light(word, pinyin=query.is_pinyin):
                continue
            if word.isdecimal() and not _is_telling(word, query.content[end:]):
                continue
            at = folded.find(word)
            typed = query.question[at : at + len(word)] if at >= 0 else word
            others = tuple(synonyms.others.get(word, ()))
            found[word] = Word(typed, word, word.isdecimal(), _is_name(word, typed, at), at, others)
    return list(found.values())


def _is_light(word: str, *, pinyin: bool) -> bool:
    """Tell whether a word need not be repeated; of pinyin, a syllable says as little as one 字."""
    if word in STOP_WORDS or word in light_words():
        return True
    return pinyin and (len(spelled(word)) == 1 or word in light_words_in_pinyin())


def _pieces(match: re.Match[str], shortest: int) -> Iterator[tuple[str, int]]:
    """Yield the words of a run, Chinese ones of so many characters, and where each ends."""
    if match.lastindex == LATIN_RUN:
        if len(match[0]) > 1 or match[0].isdecimal():
            yield match[0], match.end()
        return
    end = match.start()
    for word in segments(match[0]):
        end += len(word)
        if len(word) >= shortest:
            yield word, end


def _is_telling(digits: str, behind: str) -> bool:
    return len(digits) >= LONG_NUMBER or behind.lstrip()[:1] in _DATED


def _is_name(word: str, typed: str, at: int) -> bool:
    return word in place_names() if is_han(word[0]) else at > 0 and typed[:1].isupper()
