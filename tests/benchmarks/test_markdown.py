import pytest

from benchmarks.markdown import figure, share, table


@pytest.mark.parametrize(
    ("value", "shown"), [(0.9634, ".963"), (1.0, "1.000"), (0.0, ".000"), (None, "–")]
)
def test_shares_are_written_as_the_field_does(value: float | None, shown: str) -> None:
    """Three digits, no leading nought."""
    assert share(value) == shown


def test_a_table_is_markdown() -> None:
    """Numbers stand to the right; a bar in a cell is no end of the cell."""
    assert table(["", "a"], [["x|y", "1"]]) == "|  | a |\n| --- | ---: |\n| x\\|y | 1 |"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.1426, "0.143"), (23.456, "23.5"), (1234.5, "1,234"), (0.0, "0"), (None, "–")],
)
def test_figures_have_three_digits(value: float | None, shown: str) -> None:
    """Large ones are whole; none has an exponent."""
    assert figure(value) == shown
