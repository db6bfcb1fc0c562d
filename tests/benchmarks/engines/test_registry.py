import sys
from pathlib import Path

import pytest

from benchmarks.engines.registry import BASELINE, ENGINES, YOUJU

HERE = Path(__file__).parents[3] / "benchmarks" / "engines"


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_has_its_file(name: str) -> None:
    """Knowing it imports no peer's library."""
    module, _ = ENGINES[name].home.split(".")
    assert (HERE / f"{module}.py").is_file()
    assert "bm25s" not in sys.modules
    assert "rank_bm25" not in sys.modules


def test_the_project_comes_first_and_the_baseline_is_known() -> None:
    """Rows of the tables keep this order."""
    assert next(iter(ENGINES)) == YOUJU
    assert BASELINE in ENGINES


def test_an_engine_is_made_in_a_folder(tmp_path: Path) -> None:
    """With the settings of its line."""
    engine = ENGINES["fts5-doubles"].make(tmp_path)
    assert engine.folder == tmp_path
    engine.close()
