from pathlib import Path

import pytest

from benchmarks.numbers import Numbers, Recall, Telling, Timing, median_ratio, percentile


def recall(value: float, engine: str = "youju", **cell: str) -> Recall:
    """Return a recall of ten questions."""
    corpus, name = cell.get("corpus", "cmrc"), cell.get("set", "cmrc")
    return Recall(engine, corpus, name, cell.get("kind", "clean"), 10, value)


def timing(engine: str = "youju", p50: float = 1.5, corpus: str = "10 made") -> Timing:
    """Return a timing over ten passages."""
    return Timing(
        engine=engine,
        corpus=corpus,
        passages=10,
        questions=4,
        rounds=3,
        p50=p50,
        p95=2 * p50,
        ratio=3.0,
        ratio_p95=None,
        by_set={"cmrc": p50},
        index_seconds=2.0,
        cutting_seconds=8.0,
        disk=0,
        peak_memory=150_000_000,
        memory=None,
    )


@pytest.mark.parametrize(("percent", "expected"), [(50, 2.0), (95, 4.0), (25, 1.0), (100, 4.0)])
def test_percentiles_are_nearest_ranks(percent: int, expected: float) -> None:
    """One of the numbers, whatever their order."""
    assert percentile([4.0, 1.0, 3.0, 2.0], percent) == expected


def test_no_numbers_have_no_percentile() -> None:
    """A round without a question is a mistake in the plan."""
    with pytest.raises(ValueError, match="no numbers"):
        percentile([], 50)


def test_ratios_are_taken_round_by_round() -> None:
    """A round in which everything took twice as long changes nothing."""
    assert median_ratio([3.0, 6.0, 30.0], [1.0, 2.0, 10.0]) == 3.0


def test_a_new_number_takes_the_place_of_the_old_one() -> None:
    """Others stay."""
    numbers = Numbers()
    numbers.add_recalls([recall(0.5), recall(0.6, "tantivy")])
    numbers.add_recalls([recall(0.7)])
    assert [r.recall for r in numbers.recalls] == [0.7, 0.6]
    numbers.add_timings([timing(), timing(corpus="20 made")])
    numbers.add_timings([timing(p50=9.0)])
    assert [t.p50 for t in numbers.timings] == [9.0, 1.5]


def test_numbers_come_back_as_they_were_saved(tmp_path: Path) -> None:
    """Without a file there are none."""
    file = tmp_path / "numbers.json"
    assert Numbers.load(file) == Numbers()
    numbers = Numbers(
        [recall(0.5)], [Telling("cmrc", 0.9, None, 0.98, (0.9, None), (0.9, 0.8, None))], [timing()]
    )
    numbers.save(file)
    assert Numbers.load(file) == numbers
