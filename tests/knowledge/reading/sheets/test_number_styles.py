import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.sheets.number_styles import plain, shown_number, style_of


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (3.0, "General", "3"),
        (3.5, "0.00", "3.5"),
        (1234.5, "#,##0.00", "1234.5"),
        (0.15, "0%", "15%"),
        (0.155, "0.00%", "15.5%"),
        (43952.0, "yyyy/m/d", "2020-05-01"),
        (43952.0, 'yyyy"年"m"月"d"日"', "2020-05-01"),
        (43952.0, "[$-804]yyyy\\年m\\月d\\日;@", "2020-05-01"),
        (43952.0, "mmm-yy", "2020-05-01"),
        (43952.354166667, "yyyy-mm-dd h:mm", "2020-05-01 08:30"),
        (0.354166667, "h:mm", "08:30"),
        (0.354166667, "h:mm:ss AM/PM", "08:30"),
        (15.0, '0"元"', "15元"),
        (15.0, "¥#,##0.00", "¥15"),
        (15.0, '[$¥-804]#,##0.00_);[Red]"("0")"', "¥15"),
        (20.0, '0" kg"', "20kg"),
        (1.0, "@", "1"),
        (-5.0, "yyyy-mm-dd", "1899-12-25"),
    ],
)
def test_a_number_is_read_as_a_person_sees_it(value: float, code: str, shown: str) -> None:
    """Days are ISO dates, shares percentages, and units stand behind their numbers."""
    assert shown_number(value, style_of(code)) == shown


def test_a_mac_counts_from_another_day() -> None:
    """Old files of a Mac begin in 1904."""
    assert shown_number(42490.0, style_of("yyyy-mm-dd"), from_1904=True) == "2020-05-01"


def test_a_day_that_no_calendar_has_is_a_number() -> None:
    """A style on the wrong cell makes no date of it."""
    assert shown_number(1e12, style_of("yyyy-mm-dd")) == "1000000000000"


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_has_no_point(number: int) -> None:
    """What a person typed without a point is read without one."""
    assert plain(float(number)) == str(number)


@given(st.text(alphabet='ymdhs0#.,%"\\[]$-;@_ 元', max_size=20), st.floats(allow_nan=False))
def test_any_style_shows_a_number(code: str, value: float) -> None:
    """Whatever a code, a number stays readable."""
    assert shown_number(value, style_of(code))
