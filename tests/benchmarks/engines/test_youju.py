from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.corpus import filtered, written
from benchmarks.engines.youju import Youju
from benchmarks.quality import hard_cases
from benchmarks.sets import QuestionSet
from tests.benchmarks.conftest import HARBOUR


@pytest.fixture
def youju(tmp_path: Path) -> Iterator[Youju]:
    """Yield the engine, empty."""
    folder = tmp_path / "youju"
    folder.mkdir()
    engine = Youju(folder)
    yield engine
    engine.close()


def test_the_whole_product_is_measured(youju: Youju, harbour: QuestionSet) -> None:
    """Passages are found in either script, timed, and graded as `eval` grades."""
    youju.index(harbour.corpus)
    assert youju.search("燈塔是誰設計的？", 3)[0] == "h1"
    assert youju.find("小学的校长是谁？").citations[0].article.id == "h4"
    assert len(youju.seconds(["灯塔", "渡轮"], 60.0)) == 2
    numbers = youju.grade(harbour.cases)
    assert numbers["kinds"]["clean"]["recall@1"] == 1.0
    assert numbers["auroc"] == 1.0


def test_questions_whose_titles_are_gone_are_less_sure(
    youju: Youju, harbour: QuestionSet, tmp_path: Path
) -> None:
    """The hard AUROC compares them with the others over the same corpus."""
    titles = frozenset({"白沙港"})
    kept = filtered(tmp_path / "kept.jsonl", harbour.corpus, lambda p: p.title not in titles)
    youju.index(kept)
    numbers = youju.grade(hard_cases(harbour, titles))
    assert set(numbers["kinds"]) == {"clean", "taken out"}
    assert numbers["auroc"] == 1.0


def test_a_refused_passage_is_told(youju: Youju, tmp_path: Path) -> None:
    """A corpus that is not taken in whole would be measured wrongly."""
    twice = written(tmp_path / "c.jsonl", [HARBOUR[0], HARBOUR[0]])
    with pytest.raises(ValueError, match="h1"):
        youju.index(twice)
