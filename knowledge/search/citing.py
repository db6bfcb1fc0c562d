"""Which of the passages that were found are shown, and what does a citation of one say?

Invariant: what is cited is quoted from the snapshot that found it; citations come from different
places and are in the order of their scores.
"""

from collections.abc import Sequence
from typing import Protocol

from knowledge.indexing.port import Document, Snapshot
from knowledge.indexing.quotable import Quotable
from knowledge.model.answer import Citation, Translated, Wanted
from knowledge.model.article import Span
from knowledge.model.passage import StoredPassage
from knowledge.search.ranking import Hit
from knowledge.search.sentence import MOST_CITATIONS, different_places

FETCHED = 5  # passages that are read to choose citations from different places
WORTH_CITING = 0.4  # of the best score: what is further behind is no second source


class Ranked(Protocol):
    """Passages that were found for a question, in its own words or in translated ones."""

    @property
    def hits(self) -> Sequence[Hit]:
        """The best passages, best first."""

    @property
    def documents(self) -> Sequence[Document]:
        """Where all candidates lie in the snapshot."""

    def sentence(self, hit: Hit) -> Span:
        """Return the sentence of a hit that answers best."""


def cited(
    ranked: Ranked, words: Wanted, snapshot: Snapshot, translated: Translated | None = None
) -> tuple[Citation, ...]:
    """Return the best passages from different places as citations."""
    found = _from_different_places(_near(ranked)[:FETCHED], ranked, snapshot)
    return tuple(
        citation(place, hit, row, ranked, words, translated=translated)
        for place, (hit, row) in enumerate(found, 1)
    )


def listed(
    ranked: Ranked,
    words: Wanted,
    snapshot: Snapshot,
    part: slice,
    *,
    translated: Translated | None = None,
) -> tuple[Citation, ...]:
    """Return a part of all the passages that come close as citations."""
    hits = list(enumerate(_near(ranked), 1))[part]
    return tuple(
        citation(
            place,
            hit,
            quoted(hit, ranked, snapshot).passage,
            ranked,
            words,
            translated=translated,
        )
        for place, hit in hits
    )


def quoted(hit: Hit, ranked: Ranked, snapshot: Snapshot) -> Quotable:
    """Return what can be quoted of a hit."""
    return snapshot.quotable(ranked.documents[hit.candidate])


def citation(
    position: int,
    hit: Hit,
    passage: StoredPassage,
    ranked: Ranked,
    words: Wanted,
    *,
    translated: Translated | None = None,
) -> Citation:
    """Return a passage as a citation, with the sentence that answers."""
    return Citation(
        rank=position,
        score=hit.score,
        passage=passage.key,
        quote=passage.quote,
        highlight=ranked.sentence(hit),
        words=words,
        start=passage.start,
        end=passage.end,
        paragraph=passage.paragraph,
        section=passage.section,
        article=passage.article,
        translated=translated,
    )


def _near(ranked: Ranked) -> list[Hit]:
    return [hit for hit in ranked.hits if hit.score >= WORTH_CITING * ranked.hits[0].score]


def _from_different_places(
    hits: Sequence[Hit], ranked: Ranked, snapshot: Snapshot
) -> list[tuple[Hit, StoredPassage]]:
    """Return the first hits with their passages that do not repeat one another, as many as cited.

    More passages than that are read only where some do repeat.
    """
    found: list[tuple[Hit, StoredPassage]] = []
    for some in (hits[:MOST_CITATIONS], hits[MOST_CITATIONS:]):
        found += [(hit, quoted(hit, ranked, snapshot).passage) for hit in some]
        chosen = different_places([row.quote for _, row in found])
        found = [found[position] for position in chosen]
        if len(found) == MOST_CITATIONS:
            break
    return found
