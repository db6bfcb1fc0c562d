"""Which words do people use for what the articles call otherwise?

The operator's file `synonyms.txt` lies beside the articles; without one a short list of our own
counts. A line names words that mean the same, divided by commas; `a => b` goes one way only; what
follows a # is a remark. Invariant: a line that cannot be used is a problem with its place, and the
others count; all words are folded, so either script will do; a word is found where it is one, not
inside another.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path

from knowledge.language.folding import fold, without_invisible
from knowledge.language.segmentation import chinese_words, segments
from knowledge.model.errors import ArticleError

FILE = "synonyms.txt"  # in the articles folder, and no article
LONGEST_WORD = 40  # characters
LONG = 3  # characters: a part of a longer word by chance is shorter
MOST_LINES = 5_000
_DIVIDED = re.compile(r"[,，、;；]")
_ONE_WAY = re.compile(r"=>|→")
_ENDS = re.compile(r"(?:e?s)?(?![a-z0-9])")  # a Latin word, also with the ending of a plural


@dataclass(frozen=True, slots=True)
class Synonyms:
    """For each word, those that the articles may have instead. All folded."""

    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _starting: Mapping[str, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starting: dict[str, list[str]] = {}
        for word in sorted(self.others, key=len, reverse=True):
            starting.setdefault(word[0], []).append(word)
        object.__setattr__(self, "_starting", starting)

    def of(self, content: str) -> Iterator[str]:
        """Yield what the articles may say for the words of a folded question.

        >>> list(Synonyms({"健康码": ("随申码",), "car": ("automobile",)}).of("健康码 scar"))
        ['随申码']
        """
        for others in self.in_question(content).values():
            yield from others

    def in_question(self, content: str) -> dict[str, tuple[str, ...]]:
        """Return the words of a folded question that are known, with what stands for each.

        The longest word counts where several begin.
        """
        at, words, found = 0, _Words(content), {}
        while at < len(content):
            ahead = self._starting.get(content[at], ())
            word = next((w for w in ahead if content.startswith(w, at) and words.has(w, at)), "")
            if word:
                found[word] = self.others[word]
            at += len(word) or 1
        return found


class _Words:
    """Where the words of a question begin and end; they are cut only if somebody asks."""

    def __init__(self, content: str) -> None:
        self._content = content

    def has(self, word: str, at: int) -> bool:
        """Tell whether what stands there is a word, or some, and no part of one: 吵 of 争吵."""
        if word.isascii():
            before = self._content[at - 1 : at]
            is_apart = not (before.isascii() and before.isalnum())
            return is_apart and _ENDS.match(self._content, at + len(word)) is not None
        return len(word) >= LONG or {at, at + len(word)} <= self._edges or word in self._parts

    @cached_property
    def _edges(self) -> set[int]:
        return {0, *accumulate(map(len, segments(self._content)))}

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(word for word in chinese_words(self._content) if len(word) > 1)


def read_synonyms(text: str, name: str) -> tuple[Synonyms, tuple[ArticleError, ...]]:
    """Return the synonyms of a file's text, and its lines that cannot be used."""
    others: dict[str, dict[str, None]] = {}
    problems: list[ArticleError] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        said = line.partition("#")[0].strip()
        problem = _problem(said, number)
        if problem:
            problems.append(ArticleError(name, number, problem))
        elif said:
            for word, other in _pairs(said):
                others.setdefault(word, {})[other] = None
    return Synonyms({word: tuple(found) for word, found in others.items()}), tuple(problems)


@lru_cache(maxsize=1)
def default_synonyms() -> Synonyms:
    """Return the short list that counts where an operator has none."""
    return read_synonyms(Path(__file__).with_name(FILE).read_text("utf-8"), FILE)[0]


def _problem(said: str, number: int) -> str:
    """Return what is wrong with a line, with the remedy; nothing if it can be used."""
    if not said:
        return ""
    if number > MOST_LINES:
        return f"more than {MOST_LINES:,} lines: keep the words that people really use"
    sides = [_words(side) for side in _ONE_WAY.split(said)]
    if len(sides) > 2 or not all(sides) or sum(map(len, sides)) < 2:  # noqa: PLR2004 - a pair
        return f'no synonyms in "{said[:LONGEST_WORD]}": write two words or more, as 健康碼, 隨申碼'
    longest = max((word for side in sides for word in side), key=len)
    if len(longest) > LONGEST_WORD:
        return f'"{longest[:LONGEST_WORD]}…" is too long for a word: shorten it'
    return ""


def _pairs(said: str) -> Iterator[tuple[str, str]]:
    sides = [_words(side) for side in _ONE_WAY.split(said)]
    for word in sides[0]:
        for other in sides[-1]:
            if word != other:
                yield word, other


def _words(side: str) -> list[str]:
    words = (fold(without_invisible(word)).strip() for word in _DIVIDED.split(side))
    return [word for word in words if word]
