"""Which few sentences together name most of what an article is about?

One after the other is chosen that says most of what the chosen ones have not said: the greedy way
to cover weighted terms (Nemhauser, Wolsey and Fisher, 1978). Invariant: every sentence is whole and
a span of the article; the same article gives the same sentences.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.language.folding import fold
from knowledge.language.kinds import Kind, kinds_in
from knowledge.language.sentences import sentences
from knowledge.model.article import Article, Span
from knowledge.model.passage import Passage
from knowledge.reading.passages import passages
from knowledge.studying.continuation import goes_on
from knowledge.studying.topics import Topic, topics

FEWEST, MOST = 3, 8  # sentences
ONE_OF = 3  # sentences of an article is taken, and one more, between these two bounds
ROOM = 1000  # characters of all sentences together, a Latin one counting LATIN
LATIN = 0.4
SHORTEST, LONGEST = 12, 260  # characters of a sentence; of a longer one, whole clauses
JOINED = 150  # … of what semicolons divide
FEW = 32  # characters: a shorter sentence hardly names anything

# What a sentence's terms are worth: said again, in a long sentence, and by the kind of sentence.
SAID_AGAIN = 0.25
LENGTH_POWER = 0.3
NEW_SECTION = 1.8  # where nothing has been taken of a section yet
SAME_SECTION, SAME_PARAGRAPH = 0.7, 0.3  # the first for as many as its share of the article
NUMBERED, MOST_NUMBERS = 1.2, 5  # for each number
NAMED, GOING_ON, SHORT = 1.15, 0.4, 0.6
OPENS, FIRST = 1.2, 1.6  # a paragraph, the article

_PAIRS = ("“”", "「」", "『』", "《》", "()", "（）")
_SPEECH = ('"', "“", "「", "『")
_SEMICOLONS = (";", "；", "﹔")
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|[二三四五六七八九十百千万亿]+(?=[家个名位项条辆台座间所种处大人米元])"
)
_CLAUSE_ENDS = re.compile(r"[,，、;；﹔](?!\d)\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence as a span of its passage, with the topics that it names."""

    passage: Passage
    span: Span
    named: frozenset[int]
    value: float  # of its kind and length, beside the topics
    size: float  # characters, of which a Latin one counts less


def covering(article: Article) -> list[tuple[Passage, Span]]:
    """Return the sentences that cover most of an article, in its order, each in its passage."""
    about = topics(article)
    found = _candidates(article, about)
    shares = _shares(found, article)
    most = min(MOST, max(FEWEST, len(found) // ONE_OF + 1, len(shares)))
    chosen: list[Candidate] = []
    room = float(ROOM)
    while len(chosen) < most:
        fitting = [one for one in found if one not in chosen and one.size <= room]
        if not fitting:
            break
        chosen.append(max(fitting, key=_Worth(chosen, about, shares, most)))
        room -= chosen[-1].size
    ordered = sorted(chosen, key=lambda one: one.passage.span.start + one.span.start)
    return [(one.passage, one.span) for one in ordered]


class _Worth:
    """What a sentence adds to those that are chosen."""

    def __init__(
        self,
        chosen: Sequence[Candidate],
        about: Sequence[Topic],
        shares: Mapping[str, float],
        most: int,
    ) -> None:
        self._said = Counter(topic for one in chosen for topic in one.named)
        self._sections = Counter(one.passage.section for one in chosen)
        self._paragraphs = {one.passage.paragraph for one in chosen}
        self._about, self._shares, self._most = about, shares, most

    def __call__(self, one: Candidate) -> float:
        about, said = self._about, self._said
        new = sum(about[topic].weight * SAID_AGAIN ** said[topic] for topic in one.named)
        again = SAME_PARAGRAPH if one.passage.paragraph in self._paragraphs else 1.0
        return new * one.value * again * self._place(one.passage.section)

    def _place(self, section: str) -> float:
        """Return what a section counts: more as long as nothing, less the more is taken of it."""
        taken, share = self._sections[section], self._shares.get(section)
        if not taken:
            return NEW_SECTION if share else 1.0
        return float(SAME_SECTION ** (taken / max(1.0, self._most * (share or 0.0))))


def _shares(found: Sequence[Candidate], article: Article) -> dict[str, float]:
    """Return what share of the sentences each section has, without those below a label.

    A label stands above what is said beside the article: 編者按, 相關閱讀.
    """
    shown = [b.span.of(article.text) for b in article.blocks if b.kind == "label"]
    labels = {label.strip("【】[]:： \n") for label in shown}
    counts = Counter(one.passage.section for one in found)
    return {name: n / len(found) for name, n in counts.items() if name not in labels}


def _candidates(article: Article, about: Sequence[Topic]) -> list[Candidate]:
    found = []
    for passage in passages(article):
        text = passage.span.of(article.text)
        found += [
            _candidate(passage, span, text, about)
            for span in _whole_sentences(text)
            if span.end - span.start >= SHORTEST and _says_something(span.of(text))
        ]
    return found


def _candidate(passage: Passage, span: Span, text: str, about: Sequence[Topic]) -> Candidate:
    shown = span.of(text)
    folded = fold(shown)
    named = frozenset(at for at, topic in enumerate(about) if topic.text in folded)
    kinds = kinds_in(shown, folded)
    value = 1.0
    value *= NUMBERED ** min(len(_NUMBER.findall(folded)), MOST_NUMBERS)
    value *= NAMED if kinds & (Kind.PERSON | Kind.NAME) else 1.0
    value *= GOING_ON if goes_on(shown) or shown.startswith(_SPEECH) else 1.0
    size = sum(LATIN if character.isascii() else 1.0 for character in shown)
    value *= SHORT if size < FEW else 1.0
    value *= 1.0 if span.start else FIRST if passage.paragraph == 1 else OPENS
    return Candidate(passage, span, named, value / size**LENGTH_POWER, size)


def _whole_sentences(text: str) -> list[Span]:
    """Return the sentences of a passage: what semicolons divide is one, unless it is too long."""
    found: list[Span] = []
    for span in sentences(text):
        last = found[-1] if found else None
        joined = last and text[last.end - 1] in _SEMICOLONS and span.end - last.start <= JOINED
        if last and joined:
            found[-1] = Span(last.start, span.end)
        else:
            found.append(span)
    return [_clipped(span, text) for span in found]


def _clipped(span: Span, text: str) -> Span:
    """Return a sentence that is not too long, else as many of its first clauses as fit."""
    if span.end - span.start <= LONGEST:
        return span
    ends = [m.start() for m in _CLAUSE_ENDS.finditer(text, span.start, span.start + LONGEST)]
    whole = [end for end in ends if _is_closed(text[span.start : end])]
    return Span(span.start, whole[-1]) if whole else span


def _says_something(text: str) -> bool:
    """Tell whether a sentence says something alone: half a speech and a question do not."""
    return _is_closed(text) and not text.endswith(("?", "？", ":", "："))


def _is_closed(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)
