import numpy as np

from benchmarks.fitting.near_miss import fit_near, left_out, told_of, weights_of
from benchmarks.sets import QuestionSet
from knowledge.search.near_miss import WEIGHTS
from tests.benchmarks.test_near import with_near


def test_the_report_has_the_weights_and_the_rates(
    harbour: QuestionSet, sets: list[QuestionSet]
) -> None:
    """Weights first, then each set with what is answered now."""
    mills = next(one for one in sets if one.name != harbour.name)
    lines = list(fit_near([with_near(harbour), mills]))
    assert all(name in lines[0] for name in (*WEIGHTS, "offset"))
    assert [line.split(":")[0] for line in lines[1:]] == [harbour.name, mills.name]
    assert "near 0.000" in lines[1]


def test_weights_are_those_of_the_signs(harbour: QuestionSet) -> None:
    """One a sign and a constant; the same data give the same."""
    told = told_of(with_near(harbour))
    weights = weights_of([told])
    assert weights.shape == (len(WEIGHTS) + 1,)
    assert np.array_equal(weights, weights_of([told]))
    assert 0 <= left_out(told, weights) <= 1
