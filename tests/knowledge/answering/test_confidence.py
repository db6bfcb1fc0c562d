import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer import Verdict
from knowledge.answering.confidence import ANSWERED_FROM, RELATED_FROM, confidence, verdict
from knowledge.answering.evidence import columns_of, evidence
from knowledge.answering.query import Query, Term
from knowledge.answering.ranking import Hit, Ranking
from knowledge.answering.understanding import understand
from knowledge.indexing.profile import end_to_end, profile
from tests.knowledge.terms import looked_for

SCORE = st.floats(0, 10)
ASKED = "2021年藍牙道釘有幾個?"
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


def told(text: str, title: str = "") -> float:
    """Return the confidence that a passage answers what was asked, its score being the same."""
    query = understand(ASKED)
    found = looked_for(query, [text], title)
    return confidence(Ranking(query, (Hit(0, 2.0, 0.7, 0),), found))


def test_what_stands_above_is_confidence() -> None:
    """An article whose title names what was asked for is likelier to answer."""
    assert told("2021年有8個。", "藍牙道釘") > told("2021年藍牙道釘有8個。")


def test_a_number_that_is_lacking_is_doubt() -> None:
    """How many there were in another year was not asked."""
    assert told("2022年藍牙道釘有8個。") < told("2021年藍牙道釘有8個。")


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
