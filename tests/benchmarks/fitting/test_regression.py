import numpy as np
import pytest

from benchmarks.fitting.regression import Choice, chosen_weights, logistic_weights

SHARES = np.array([[0.9, 0.1], [0.8, 0.9], [0.1, 0.2]])


def misled() -> list[Choice]:
    """Return choices whose first feature often errs while the second is right."""
    second = Choice(SHARES, np.array([False, True, False]), 0.1)
    first = Choice(np.array([[0.9, 0.6], [0.2, 0.2]]), np.array([True, False]), 0.1)
    return [second] * 6 + [first] * 3


def test_what_tells_the_right_one_weighs_more() -> None:
    """The fit finds the feature that decides."""
    weights = chosen_weights(misled())
    assert weights[1] > weights[0] > 0
    assert (SHARES @ weights).argmax() == 1


def test_any_of_several_right_ones_will_do() -> None:
    """Where two sentences hold the answer, neither is held against the other."""
    weights = chosen_weights([Choice(SHARES, np.array([True, True, False]), 1.0)])
    assert (SHARES @ weights).argmax() in (0, 1)


def test_what_is_all_right_or_all_wrong_teaches_nothing() -> None:
    """Choices without a difference are left out."""
    vain = [Choice(SHARES, np.full(3, fill_value=value), 1.0) for value in (True, False)]
    assert (chosen_weights([*misled(), *vain]) == chosen_weights(misled())).all()


def test_the_fit_has_no_chance_in_it() -> None:
    """The same choices give the same weights."""
    assert (chosen_weights(misled()) == chosen_weights(misled())).all()


def test_a_logistic_fit_divides_true_from_false() -> None:
    """What is true gets positive odds, what is not negative ones."""
    rows = np.array([[0.1], [0.2], [0.8], [0.9]])
    true = np.array([False, False, True, True])
    found = logistic_weights(rows, true, np.ones(4))
    odds = np.column_stack([rows, np.ones(4)]) @ found
    assert ((odds > 0) == true).all()
    assert found[0] > 0
    assert odds[1] + odds[2] == pytest.approx(0, abs=1e-6)
