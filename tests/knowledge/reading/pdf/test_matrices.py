import math

from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.pdf.matrices import IDENTITY, is_number, matrix_of, numbers, times, turned

NUMBER = st.integers(-50, 50).map(float)
MATRICES = st.tuples(*[NUMBER] * 6)


def test_what_is_no_number_counts_as_none() -> None:
    """Names, texts and endless numbers move nothing."""
    assert numbers(["a", 2, math.inf], 4) == [0.0, 2.0, 0.0, 0.0]
    assert matrix_of([1, 0, 0, 1, 5]) is None
    assert matrix_of([1, 0, 0, 1, 5, "a"]) is None
    assert not is_number(math.nan)


def test_a_turned_page_is_turned_back() -> None:
    """What stands upright along the left margin reads from the foot to the head."""
    assert turned(3.0, 4.0, 0) == (3.0, 4.0)
    assert turned(3.0, 4.0, 1) == (4.0, -3.0)


@given(MATRICES, MATRICES, MATRICES)
def test_changes_of_place_can_be_joined(
    one: tuple[float, float, float, float, float, float],
    other: tuple[float, float, float, float, float, float],
    last: tuple[float, float, float, float, float, float],
) -> None:
    """It does not matter which two are joined first, and nothing changes nothing."""
    assert times(times(one, other), last) == times(one, times(other, last))
    assert times(one, IDENTITY) == times(IDENTITY, one) == one
