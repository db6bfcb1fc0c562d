import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.indexing.profile import end_to_end, profile
from knowledge.model.answer import Verdict
from knowledge.model.query import Query, Term
from knowledge.search.confidence import ANSWERED_FROM, RELATED_FROM, confidence, verdict
from knowledge.search.evidence import columns_of, evidence
from knowledge.search.parser import parse_question
from knowledge.search.ranking import Hit, Ranking

SCORE = st.floats(0, 10)
HAN = "智能工厂藍牙道釘路邊靠近停車框單"


def sure(*scores: float, terms: int = 8) -> float:
    """Return the confidence of hits with these scores, best first, for so many terms."""
    looked_for = tuple(Term("characters", character) for character in HAN[:terms])
    found = evidence(columns_of(looked_for, [1.0] * terms), end_to_end([profile("。")]))
    hits = tuple(Hit(n, score, score / 3, n) for n, score in enumerate(scores))
    return confidence(Ranking(Query("q", "q", 0, looked_for), hits, found))


@given(SCORE, st.floats(0, 1), st.integers(1, len(HAN)))
def test_confidence_is_a_number_from_0_to_1(best: float, share: float, terms: int) -> None:
    """Whatever the scores are, the confidence is a share."""
    assert 0 <= sure(best, best * share, terms=terms) <= 1


@given(SCORE, SCORE, st.floats(0, 1))
def test_a_better_score_is_never_less_confidence(one: float, other: float, share: float) -> None:
    """A passage that holds more of the question is no worse an answer."""
    low, high = sorted((one, other))
    assert sure(low, low * share) <= sure(high, high * share) + 1e-9


def test_a_lead_is_confidence() -> None:
    """Two passages that are as good as each other make the first less sure."""
    assert sure(1.5, 1.49) < sure(1.5, 0.5) < sure(1.5)


def test_a_share_of_a_long_question_says_more() -> None:
    """To hold two thirds of twelve words is less likely to be chance than of three."""
    assert sure(1.5, 0.5, terms=3) < sure(1.5, 0.5, terms=12)


def test_nothing_found_is_no_confidence() -> None:
    """Neither no hits nor a hit without score is an answer."""
    assert confidence(Ranking(Query("q", "q", 0, ()))) == 0
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


def test_a_place_that_is_not_there_is_a_doubt() -> None:
    """The same score says less of a passage that is silent about where the question is set."""
    query = parse_question("深圳的智能工廠")
    found = evidence(
        columns_of(query.terms, [1.0] * len(query.terms)),
        end_to_end([profile("深圳的智能工廠。"), profile("上海的智能工廠。")]),
    )
    hits = [Hit(0, 2.0, 0.7, 0), Hit(1, 2.0, 0.7, 1)]
    there, elsewhere = (confidence(Ranking(query, (hit,), found)) for hit in hits)
    assert elsewhere < there
