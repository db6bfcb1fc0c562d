"""Which passage is asked for by its number (自行车棚管理办法第三条, what does Article 5 say)?

Invariant: a passage that begins with the number stands before all that mention it, if its article
is the one that is meant; without such a passage nothing is *answered*. The title decides which
article is meant, then the other words; where they do not, the passage is *related*.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.language.folding import fold
from knowledge.language.numbered import Asked, beginnings, number_asked
from knowledge.language.sentences import sentences
from knowledge.language.tokens import STOP_WORDS, cut, double_characters, stem
from knowledge.model.answer import Missing
from knowledge.model.article import Span
from knowledge.model.passage import StoredPassage
from knowledge.model.query import Query
from knowledge.search.parser import NO_SYNONYMS
from knowledge.search.passage_words import PassageWords
from knowledge.search.question_words import question_words

SURE = 0.95  # that the passage is the one that is asked for: nothing but the number says so
UNSURE = 0.4  # that it is of the article that is meant: related, whatever the score
SHARE_FOUND = 0.8  # of the other words of a question: fewer, and another article is meant
# What a question about a numbered part says beside the number and the title.
_SAID = frozenset(
    "规定 内容 全文 原文 条文 条款 要求 提到 意思 具体 主要 讲述 根据 依据 按照 依照 到底 究竟 "
    "say says state states provide provides contain contains mean means cover covers according "
    "under regulate text read show quote tell content".split()
)
_STEMS_SAID = frozenset(map(stem, _SAID))
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = "。.!?！？;；”」』)）"


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate that is looked at, and how it has the number.

    `begins` is 1 if it begins with it itself, 2 if its section or title does, 3 for a line without
    a sentence (a table of contents) and 0 for a passage that does not begin with it.
    """

    candidate: int
    passage: StoredPassage
    begins: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """What was found: the candidate that leads, if any, and how sure it is the one."""

    asked: Asked
    leads: int | None = None
    sure: float = UNSURE

    def missing(self, question: str) -> tuple[Missing, ...]:
        """Return the number as it was typed if no passage begins with it."""
        if self.leads is not None:
            return ()
        return (Missing(question[self.asked.start : self.asked.end]),)


def place_of(candidate: int, passage: StoredPassage, asked: Asked) -> Place:
    """Return a candidate as one for a number."""
    heads = f"{passage.article.title}\n{passage.section}"
    part = part_of(passage.quote, asked)
    if part and part.of(passage.quote).rstrip()[-1] in _ENDS:
        return Place(candidate, passage, 1)
    if any(found == asked.name for found, _ in beginnings(heads, fold(heads))):
        return Place(candidate, passage, 2)
    return Place(candidate, passage, 3 if part else 0)


def by_number(asked: Asked, query: Query, before: str, places: Sequence[Place]) -> Numbered | None:
    """Return which of some candidates, best first, the number means.

    One that names nothing else means the article of the question `before`.
    """
    words = _words(query.content) or _words(fold(before))
    articles = {place.passage.article.id: place.passage.article for place in places}
    titles = {one: _words(fold(article.title)) for one, article in articles.items()}
    of_titles = words & frozenset().union(*titles.values())
    named = _articles_named(of_titles, titles)
    found = [p for p in places if p.passage.article.id in named and p.begins]
    if not found:
        return None
    meant = _with_most(words - of_titles, found)
    first = meant[0].passage.article.id
    same = [place for place in meant if place.passage.article.id == first]
    best = min(same, key=lambda place: (place.begins, place.passage.passage))
    one = len(same) == len(meant)
    sure = SURE if one and _has_words(query, best.passage) else UNSURE
    return Numbered(asked, best.candidate, sure)


def sentence_of_number(quote: str, asked: Asked, chosen: Span) -> Span:
    """Return the sentence that answers, of the part of a passage that begins with a number.

    It is the chosen one if that is in the part, or else the first; a heading is no sentence.
    """
    part = part_of(quote, asked)
    if part is None:
        return chosen
    inside = [span for span in sentences(quote) if part.start <= span.start < part.end]
    if not inside or (chosen in inside and chosen != inside[0]):
        return chosen
    first = inside[0]
    is_heading = first.of(quote)[-1] not in _ENDS or _is_bare(first.of(quote))
    return Span(first.start, inside[1].end) if is_heading and inside[1:] else first


def _is_bare(sentence: str) -> bool:
    """Tell whether a sentence is a number and nothing else: *Rule 12.*, *3.*."""
    return not _LETTER.search(_without_number(fold(sentence)))


def part_of(quote: str, asked: Asked) -> Span | None:
    """Return the part of a passage that begins with a number: to the next line that has one."""
    starts = list(beginnings(quote, fold(quote)))
    for at, (found, start) in enumerate(starts):
        if found == asked.name:
            end = starts[at + 1][1] if at + 1 < len(starts) else len(quote)
            return Span(start, end)
    return None


def _articles_named(words: frozenset[str], titles: dict[str, frozenset[str]]) -> set[str]:
    """Return the articles whose titles have most of some words.

    If one of the titles has no others it is alone: 劳动合同法, not 劳动合同法实施条例.
    """
    most = max((len(words & title) for title in titles.values()), default=0)
    named = {one for one, title in titles.items() if len(words & title) == most}
    whole = {one for one in named if titles[one] and titles[one] <= words}
    return whole or named


def _with_most(words: frozenset[str], found: Sequence[Place]) -> Sequence[Place]:
    """Return the places whose passages have most of some words."""
    said = [len(words & _words(fold(place.passage.quote))) for place in found]
    return [place for place, count in zip(found, said, strict=True) if count == max(said)]


def _has_words(query: Query, passage: StoredPassage) -> bool:
    text = PassageWords(passage, query.repaired)
    rest = replace(query, content=_without_number(query.content))
    words = [word for word in question_words(rest, NO_SYNONYMS) if word.folded not in _SAID]
    held = sum(text.has(word, Span(0, len(text.folded))) for word in words)
    return held >= SHARE_FOUND * len(words)


def _without_number(content: str) -> str:
    asked = number_asked(content)
    return content[: asked.start] + " " + content[asked.end :] if asked else content


def _words(folded: str) -> frozenset[str]:
    """Return what tells titles apart: neighbouring characters and stems."""
    text = cut(_without_number(folded))
    stems = {stem(word) for word in text.latin if word not in STOP_WORDS}
    return frozenset({*double_characters(text), *stems} - _STEMS_SAID - _SAID)
