import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer import Verdict
from knowledge.confidence import ANSWERED_FROM, RELATED_FROM, confidence, verdict
from knowledge.ranking import Hit

SCORE = st.floats(0, 10)
PASSAGES = st.integers(1, 1_000_000)


def sure(*scores: float, passages: int = 10_000) -> float:
    """Return the confidence of hits with these scores, best first."""
    hits = [Hit(number, score) for number, score in enumerate(scores)]
    return confidence(hits, passages)


@given(SCORE, st.floats(0, 1), PASSAGES)
def test_confidence_is_a_number_from_0_to_1(best: float, share: float, passages: int) -> None:
    """Whatever the scores are, the confidence is a share."""
    assert 0 <= sure(best, best * share, passages=passages) <= 1


@given(SCORE, SCORE, st.floats(0, 1), PASSAGES)
def test_a_better_score_is_never_less_confidence(
    one: float, other: float, share: float, passages: int
) -> None:
    """A passage that holds more of the question is no worse an answer."""
    low, high = sorted((one, other))
    assert (
        sure(low, low * share, passages=passages)
        <= sure(high, high * share, passages=passages) + 1e-9
    )


def test_a_lead_is_confidence() -> None:
    """Two passages that are as good as each other make the first less sure."""
    assert sure(1.5, 1.49) < sure(1.5, 0.5) < sure(1.5)


def test_a_lead_among_few_passages_is_chance() -> None:
    """The same lead says less in a single article than among thousands of passages."""
    assert sure(1.5, 0.5, passages=30) < sure(1.5, 0.5, passages=5000)


def test_passages_further_behind_do_not_count() -> None:
    """Only the runner-up matters."""
    assert sure(1.5, 1.0) == sure(1.5, 1.0, 0.9, 0.2)


def test_nothing_found_is_no_confidence() -> None:
    """Neither no hits nor a hit without score is an answer."""
    assert confidence([], 10_000) == 0
    assert sure(0, 0) < RELATED_FROM


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
