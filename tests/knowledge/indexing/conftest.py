"""What the tests of the index share: one that holds two articles."""

from pathlib import Path

import pytest

from knowledge.indexing.entry import entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.schema import State
from knowledge.model.passage import IndexedPassage
from knowledge.model.query import Term
from tests.knowledge.conftest import article, indexed

RULES = "rules"
LAMP = article("藍牙道釘在路邊。", "The lamps are electric.", title="路燈")
TEA = article("春茶晚了十天。", title="茶園", id="tea")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an index that holds two articles as version 1."""
    index = KeywordIndex.create(tmp_path / "index", State(RULES, 0))
    fill(index, indexed(LAMP, TEA), 1)
    return tmp_path / "index"


def fill(index: KeywordIndex, entries: list[IndexedPassage], version: int) -> None:
    """Add passages and commit them as a version."""
    with index.writing(State(RULES, version)) as writing:
        writing.add(map(entry, entries))


def found(index: KeywordIndex, *terms: Term) -> list[int]:
    """Return the passages that the newest snapshot finds, best first."""
    candidates = index.snapshot().candidates(terms, 10)
    return list(candidates.passages) if candidates else []
