from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from knowledge.indexing.entry import entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.port import Document, Snapshot
from knowledge.indexing.schema import State
from knowledge.model.answer import Translated, Wanted
from knowledge.model.article import Span
from knowledge.model.query import Term
from knowledge.search.citing import cited, listed
from knowledge.search.ranking import Hit
from tests.knowledge.conftest import article, indexed

LAMP = "The lamp is blue."
TEXTS = (LAMP, f"{LAMP}\n", "A lamp stands here.", "Lamps cost money.", "Every lamp burns.")
BETWEEN = Translated("zh", "en")


@dataclass(frozen=True, slots=True)
class Found:
    """Passages of an index with the scores that a test gives them."""

    documents: Sequence[Document]
    scores: tuple[float, ...]
    hits: tuple[Hit, ...] = field(init=False)

    def __post_init__(self) -> None:
        hits = (Hit(at + 1, score, score, at) for at, score in enumerate(self.scores))
        object.__setattr__(self, "hits", tuple(hits))

    def sentence(self, hit: Hit) -> Span:
        """Return the first characters of a passage, as many as its number."""
        return Span(0, hit.passage)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return an index of passages about lamps, two of them the same."""
    index = KeywordIndex.create(tmp_path_factory.mktemp("citing") / "index", State("rules", 0))
    with index.writing(State("rules", 1)) as writing:
        writing.add(map(entry, indexed(*(article(t, title="", id=t) for t in TEXTS))))
    return index.snapshot()


def found(snapshot: Snapshot, *scores: float) -> Found:
    """Return the passages of an index in the order of their rows."""
    candidates = snapshot.candidates([Term("stems", "lamp")], 10)
    assert candidates is not None
    rows = sorted(zip(candidates.passages, candidates.documents, strict=True))
    return Found([document for _, document in rows], scores)


def test_a_repeated_passage_is_cited_once(snapshot: Snapshot) -> None:
    """Three citations are from three places, numbered in their order."""
    citations = cited(found(snapshot, 5, 4, 4, 4, 4), Wanted(), snapshot)
    assert [(c.rank, c.quote) for c in citations] == [
        (1, TEXTS[0]),
        (2, TEXTS[2]),
        (3, TEXTS[3]),
    ]
    assert [c.highlight.end for c in citations] == [1, 3, 4]


def test_what_is_far_behind_is_no_second_source(snapshot: Snapshot) -> None:
    """Its score is a small part of the best one."""
    assert len(cited(found(snapshot, 5, 1, 1), Wanted(), snapshot)) == 1
    assert cited(found(snapshot), Wanted(), snapshot) == ()


def test_a_part_of_all_passages_keeps_their_numbers(snapshot: Snapshot) -> None:
    """The second page goes on where the first ended, and says what was translated."""
    every = found(snapshot, 5, 4, 4, 4, 1)
    page = listed(every, Wanted(), snapshot, slice(2, 9), translated=BETWEEN)
    assert [(c.rank, c.quote, c.translated) for c in page] == [
        (3, TEXTS[2], BETWEEN),
        (4, TEXTS[3], BETWEEN),
    ]
