from pathlib import Path

import pytest

from benchmarks.corpus import written
from benchmarks.worker import Worker
from tests.benchmarks.conftest import HARBOUR


def test_an_engine_answers_from_its_own_process(tmp_path: Path) -> None:
    """Index, first passages, times and memory; a mistake is raised here and ends nothing."""
    corpus = written(tmp_path / "c.jsonl", HARBOUR)
    with Worker("fts5-doubles") as worker:
        indexed = worker.index(corpus)
        assert indexed.seconds > 0
        assert indexed.disk > 0
        assert worker.firsts(["校长是谁", "?"]) == ["h4", None]
        assert len(worker.seconds(["校长", "渡轮"], 60.0)) == 2
        assert len(worker.seconds(["校长", "渡轮"], 0.0)) == 1
        with pytest.raises(RuntimeError, match="fts5-doubles: grade failed"):
            worker.grade([])
        assert worker.memory().peak > 10_000_000
