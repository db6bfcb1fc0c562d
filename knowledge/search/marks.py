"""Which words of a passage are those of the question?

Invariant: marks are spans of the passage's own text, in order, none touching another.
"""

from collections.abc import Iterable

from knowledge.language.folding import fold
from knowledge.language.numerals import numbers
from knowledge.language.tokens import LATIN_RUN, RUN, cut, double_characters, stem
from knowledge.model.answer import Citation, Wanted
from knowledge.model.article import Span
from knowledge.model.query import Query
from knowledge.search.suggestion import typed


def wanted(query: Query) -> Wanted:
    """Return what is to be marked for a question.

    Single Han characters are not: 上 alone is noise, 上海 is not.
    """
    words = {word for word in query.texts("words") if len(word) > 1}
    return Wanted(
        frozenset(words.union(double_characters(cut(query.content)))),
        frozenset(query.texts("stems")),
        typed(query),
    )


def marks_of(citation: Citation) -> tuple[Span, ...]:
    """Return where a citation's quote has words of the question, neighbours merged."""
    return marks(citation.words, citation.quote)


def marks(words: Wanted, quote: str) -> tuple[Span, ...]:
    """Return where a passage has the words, neighbours merged."""
    folded = fold(quote)
    spans = [span for text in words.words for span in _occurrences(folded, text)]
    if words.stems:
        spans += [
            Span(*match.span())
            for match in RUN.finditer(folded)
            if match.lastindex == LATIN_RUN and stem(match.group()) in words.stems
        ]
        spans += [Span(n.start, n.end) for n in numbers(folded) if n.digits in words.stems]
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


def _occurrences(folded: str, text: str) -> Iterable[Span]:
    at = folded.find(text)
    while at >= 0:
        yield Span(at, at + len(text))
        at = folded.find(text, at + 1)
