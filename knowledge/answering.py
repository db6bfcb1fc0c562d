"""Which sentence of a passage answers, and which words show it?

Invariant: everything returned is a span of the passage's own text; terms of the article's title do
not help to choose the sentence, because every sentence of the article is about its title.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from knowledge.article import Span
from knowledge.folding import fold, is_han
from knowledge.fuzzy import likeness
from knowledge.query import Asked, Query
from knowledge.sentences import sentences
from knowledge.syllables import syllable
from knowledge.tokens import LATIN_RUN, RUN, double_characters, runs, stem, syllable_pairs
from knowledge.weights import Weights

# What a term found in a sentence counts, by its field.
SHARES = {"words": 1.0, "characters": 1.0, "pinyin": 0.5}
ASKED_BONUS = 1.5  # for a sentence that has a time, a number … when the question asks for one
SAME_TEXT = 0.9  # likeness from which on two passages are one place
MOST_CITATIONS = 3

# What a sentence that answers such a question has. Folded text.
_HAS: dict[Asked, re.Pattern[str]] = {
    Asked.TIME: re.compile(
        r"\d{1,4} ?年|\d{1,2}月|\d{1,2}日|[一二三四五六七八九十]月|世纪|分钟|小时|"
        r"\b1\d{3}\b|\b20\d\d\b|"
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november|"
        r"december|century|years?|months?|days?|hours?)\b"
    ),
    Asked.NUMBER: re.compile(
        r"\d|[一二两三四五六七八九十百千万亿]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|"
        r"hundred|thousand|million|billion|dozen|half)\b"
    ),
    Asked.PERSON: re.compile(
        r"[书市区省部委院校]长|主任|主席|总统|教授|先生|女士|记者|\b[a-z]+ [a-z]+\b"
    ),
    Asked.PLACE: re.compile(r"[国省市区县镇州岛村路街]|\b(?:in|at|near|from)\b"),
}


def answering_sentence(query: Query, quote: str, title: str, weights: Weights) -> Span:
    """Return the sentence of a passage that best answers a question; the earlier one in a tie."""
    wanted = {(t.field, t.text) for t in query.terms if t.field in SHARES and not t.borrowed}
    wanted -= _present(fold(title), wanted)
    weighed = {key: SHARES[key[0]] * weights(*key) for key in wanted}
    spans, folded = sentences(quote), fold(quote)
    scores = [_score(span.of(folded), weighed, query.asks) for span in spans]
    return spans[scores.index(max(scores))] if spans else Span(0, len(quote))


def matched_spans(query: Query, quote: str) -> tuple[Span, ...]:
    """Return where a passage has the question's words, neighbours merged, in order.

    Single Han characters are not shown: 上 alone is noise, 上海 is not.
    """
    folded = fold(quote)
    wanted = {t for t in query.texts("words") if len(t) > 1 and is_han(t[0])}
    wanted |= set(double_characters(query.content))
    spans = [span for text in sorted(wanted) for span in _occurrences(folded, text)]
    stems = {text for text in query.texts("words") if not is_han(text[0])}
    spans += [
        Span(*match.span())
        for match in RUN.finditer(folded)
        if match.lastindex == LATIN_RUN and stem(match.group()) in stems
    ]
    return merged(spans)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, with overlapping and touching ones made one.

    >>> merged([Span(4, 6), Span(0, 2), Span(1, 3), Span(3, 4)])
    (Span(start=0, end=6),)
    """
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def different_places(texts: Sequence[str]) -> list[int]:
    """Return the positions of texts that do not repeat an earlier one, three at most."""
    chosen: list[int] = []
    for position, text in enumerate(texts):
        if len(chosen) == MOST_CITATIONS:
            break
        if all(likeness(text, texts[earlier]) < SAME_TEXT for earlier in chosen):
            chosen.append(position)
    return chosen


def _score(folded: str, weighed: Mapping[tuple[str, str], float], asks: frozenset[Asked]) -> float:
    score = sum(weighed[key] for key in _present(folded, weighed))
    return score + ASKED_BONUS * sum(bool(_HAS[asked].search(folded)) for asked in asks)


def _present(folded: str, terms: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the terms that stand in a folded text: Han ones as they are, Latin ones as stems."""
    stems, sounds = set(), set()
    for run, han in runs(folded):
        if han:
            sounds.update(syllable_pairs([syllable(character) for character in run]))
        else:
            stems.add(stem(run))
    return {
        (field, text)
        for field, text in terms
        if text in (sounds if field == "pinyin" else folded if is_han(text[0]) else stems)
    }


def _occurrences(folded: str, text: str) -> Iterable[Span]:
    at = folded.find(text)
    while at >= 0:
        yield Span(at, at + len(text))
        at = folded.find(text, at + 1)
