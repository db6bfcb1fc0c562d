from pathlib import Path

from benchmarks.corpus import written
from benchmarks.engines.rapidfuzz import RapidFuzz
from benchmarks.terms import words
from tests.benchmarks.conftest import HARBOUR


def test_rapidfuzz_compares_sets_of_words(tmp_path: Path) -> None:
    """The passage that holds all the words comes first."""
    engine = RapidFuzz(tmp_path, words)
    engine.index(written(tmp_path / "c.jsonl", HARBOUR))
    assert engine.search("小学 校长 林秀英", 1) == ["h4"]
