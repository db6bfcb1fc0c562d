import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer import Verdict
from knowledge.confidence import ANSWERED_FROM, RELATED_FROM, confidence, verdict
from knowledge.ranking import Hit

SHARE = st.floats(0, 3)
SCORE = st.floats(0, 100)


def hits(coverage: float, best: float, *others: float) -> list[Hit]:
    """Return a best hit with its coverage, and others behind it."""
    return [Hit(0, best, coverage), *(Hit(1 + n, score, 0.0) for n, score in enumerate(others))]


@given(SHARE, SCORE, st.floats(0, 1))
def test_confidence_is_a_number_from_0_to_1(coverage: float, best: float, share: float) -> None:
    """Whatever the scores are, the confidence is a share."""
    assert 0 <= confidence(hits(coverage, best, best * share)) < 1


@given(SHARE, SHARE, SCORE, st.floats(0, 1))
def test_more_coverage_is_never_less_confidence(
    one: float, other: float, best: float, share: float
) -> None:
    """A passage that holds more of the question is no worse an answer."""
    low, high = sorted((one, other))
    behind = best * share
    assert confidence(hits(low, best, behind)) <= confidence(hits(high, best, behind))


def test_a_lead_is_confidence() -> None:
    """Two passages that are as good as each other make the first less sure."""
    assert confidence(hits(0.8, 9, 8.9)) < confidence(hits(0.8, 9, 3)) < confidence(hits(0.8, 9))


def test_passages_further_behind_do_not_count() -> None:
    """Only the runner-up matters."""
    assert confidence(hits(0.8, 9, 5)) == confidence(hits(0.8, 9, 5, 4, 3))


def test_a_whole_match_without_lead_is_even() -> None:
    """Coverage of one and no lead is a confidence of one half."""
    assert confidence(hits(1.0, 9, 9)) == pytest.approx(0.5)


def test_nothing_found_is_no_confidence() -> None:
    """Neither no hits nor a hit without score is an answer."""
    assert confidence([]) == 0
    assert confidence(hits(0, 0, 0)) == 0


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (1.0, Verdict.ANSWERED),
        (ANSWERED_FROM, Verdict.ANSWERED),
        (ANSWERED_FROM - 0.001, Verdict.RELATED),
        (RELATED_FROM, Verdict.RELATED),
        (RELATED_FROM - 0.001, Verdict.UNANSWERED),
        (0.0, Verdict.UNANSWERED),
    ],
)
def test_confidence_has_three_outcomes(value: float, outcome: Verdict) -> None:
    """Answered, related or unanswered, each from its own value on."""
    assert verdict(value) is outcome
