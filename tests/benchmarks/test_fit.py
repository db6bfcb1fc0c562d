import numpy as np
import pytest

from benchmarks.fit import Asked, Measured, called_answered, confidence, fit, recall, shares
from benchmarks.sets import QuestionSet
from knowledge.features import NAMES
from knowledge.golden import Case

FIRST = np.array([1.0, *[0.0] * (len(NAMES) - 1)])


def case(kind: str, *articles: str) -> Case:
    """Return a question of a kind that some articles answer."""
    return Case("q", "q", kind, articles, (), None, metadata=False)


def candidates(
    *firsts: float, second: tuple[float, ...]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return candidates that differ in the first and the second feature."""
    rows = np.zeros((len(firsts), len(NAMES)))
    rows[:, 0], rows[:, 1] = firsts, second
    return rows


def misled() -> Measured:
    """Return questions whose first score often errs while the window is right."""
    rows = candidates(0.9, 0.8, 0.1, second=(0.1, 0.9, 0.2))
    asked = [Asked(case("clean", "a"), rows, 1) for _ in range(6)]
    plain = candidates(0.9, 0.2, 0.1, second=(0.6, 0.2, 0.1))
    asked += [Asked(case("clean", "a"), plain, 0) for _ in range(3)]
    silent = candidates(0.1, 0.1, second=(0.1, 0.1))
    asked += [Asked(case("unanswerable"), silent, None) for _ in range(4)]
    return Measured("made", tuple(asked), 1000)


def test_what_tells_the_right_passage_weighs_more() -> None:
    """The fit finds the feature that decides, and ranks better than the first score alone."""
    weights = shares([misled()])
    assert weights[0] == pytest.approx(1)
    assert weights[1] > 1
    assert recall(misled(), FIRST)["clean"] == pytest.approx(1 / 3)
    assert recall(misled(), weights)["clean"] == 1


def test_the_fit_has_no_chance_in_it() -> None:
    """The same questions give the same weights."""
    assert (shares([misled()]) == shares([misled()])).all()


def test_confidence_divides_answerable_from_unanswerable() -> None:
    """Questions with better scores are called answered, the others are not."""
    weights = shares([misled()])
    found = confidence([misled()], weights)
    assert called_answered(misled(), weights, found) == (1.0, 0.0)


def test_the_report_names_the_constants(harbour: QuestionSet) -> None:
    """The report says what to put into the code, and what each set reaches with it."""
    lines = list(fit([harbour]))
    assert lines[0].startswith("shares      first 1.000  window ")
    assert lines[1].startswith("confidence  score ")
    assert any(line.startswith(f"{harbour.name}: shipped ") for line in lines)
