from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.confidence import ANSWERED_FROM
from knowledge.search.missing import Gaps
from knowledge.search.near_miss import answer_confidence

GAPS: list[dict[str, Any]] = [
    {"share": 1.0},
    {"numbers": 1},
    {"names": 1},
    {"things": 1},
    {"counts": 1},
    {"superlatives": 1},
    {"without_number": True},
    {"denied": True},
    {"opposite": True},
]


@given(st.floats(0, 1), st.booleans(), st.sampled_from(GAPS), st.sampled_from(GAPS))
def test_a_gap_never_makes_an_answer_surer(
    sure: float, chinese: bool, one: dict[str, Any], more: dict[str, Any]
) -> None:
    """The result is a share, never above the confidence, and never more with a gap more."""
    few = Gaps(**one)
    many = replace(few, **more) if not one.keys() & more.keys() else few
    less = answer_confidence(sure, many, chinese=chinese)
    assert 0 <= less <= answer_confidence(sure, few, chinese=chinese) <= sure


@pytest.mark.parametrize("chinese", [True, False])
def test_without_a_gap_what_is_sure_is_answered(chinese: bool) -> None:
    """A passage that lacks nothing answers if the articles speak of it."""
    assert answer_confidence(0.9, Gaps(), chinese=chinese) >= ANSWERED_FROM


@pytest.mark.parametrize(
    "gap", [{"things": 1}, {"counts": 1}, {"denied": True}, {"opposite": True}]
)
@pytest.mark.parametrize("chinese", [True, False])
def test_a_plain_near_miss_is_not_answered(gap: dict[str, Any], chinese: bool) -> None:
    """However sure it is that the articles speak of it: the price itself is not there."""
    assert answer_confidence(1.0, Gaps(**gap), chinese=chinese) < ANSWERED_FROM
