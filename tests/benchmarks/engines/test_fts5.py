from pathlib import Path

import pytest

from benchmarks.corpus import written
from benchmarks.engines.fts5 import FTS5
from benchmarks.terms import Terms, simplified_doubles, simplified_words
from tests.benchmarks.conftest import HARBOUR, MILLS


@pytest.mark.parametrize("terms", [simplified_words, simplified_doubles])
@pytest.mark.parametrize("stop_words", [True, False])
def test_fts5_finds_terms(tmp_path: Path, terms: Terms, *, stop_words: bool) -> None:
    """In either script; English words by their stems."""
    engine = FTS5(tmp_path, terms, stop_words=stop_words)
    engine.index(written(tmp_path / "c.jsonl", HARBOUR + MILLS))
    assert engine.search("燈塔是誰設計的？", 1) == ["h1"]
    assert engine.search("wooden sail", 3)[0] == "m1"
    assert engine.search("?!", 3) == []
    engine.close()
