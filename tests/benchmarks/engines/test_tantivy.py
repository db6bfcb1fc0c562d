from pathlib import Path

import pytest

from benchmarks.corpus import written
from benchmarks.engines.tantivy import GuidedTantivy, Tantivy
from benchmarks.terms import simplified_words
from tests.benchmarks.conftest import HARBOUR


@pytest.mark.parametrize("stop_words", [True, False])
def test_tantivy_finds_terms(tmp_path: Path, *, stop_words: bool) -> None:
    """In either script; what is timed are its hits alone."""
    engine = Tantivy(tmp_path, simplified_words, stop_words=stop_words)
    engine.index(written(tmp_path / "c.jsonl", HARBOUR))
    assert engine.search("燈塔是誰設計的？", 1) == ["h1"]
    assert engine.search("?!", 3) == []
    assert len(engine.find("青屿").hits) == 3
    assert len(engine.seconds(["青屿", "灯塔"], 60.0)) == 2


def test_as_its_guide_shows_it_the_same_passages_are_found(tmp_path: Path) -> None:
    """What is timed are their ids, whatever signs the question has."""
    engine = GuidedTantivy(tmp_path, simplified_words, stop_words=True)
    engine.index(written(tmp_path / "c.jsonl", HARBOUR))
    assert engine.find("燈塔是誰設計的？ (AND NOT") == engine.search("燈塔是誰設計的？", 10)
    assert engine.find("?!") == []
