from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Span
from knowledge.reading.published import find_date, iso_date


@pytest.mark.parametrize(
    ("line", "date", "iso"),
    [
        ("2022年03月05日09:07 | 來源:人民網", "2022年03月05日09:07", "2022-03-05T09:07"),
        ("2022-03-05 09:07", "2022-03-05 09:07", "2022-03-05T09:07"),
        ("2022/3/5 9:07 更新", "2022/3/5 9:07", "2022-03-05T09:07"),
        ("2022 03/05 09:07:33", "2022 03/05 09:07:33", "2022-03-05T09:07"),
        ("日期：2022年3月5日", "2022年3月5日", "2022-03-05"),
        ("2022年3月5日 星期六 下午 2:30", "2022年3月5日 星期六 下午 2:30", "2022-03-05T14:30"),
        ("发布/2022年3月5日 5:00 AM", "2022年3月5日 5:00 AM", "2022-03-05T05:00"),
        ("2022年3月5日 凌晨 12:10", "2022年3月5日 凌晨 12:10", "2022-03-05T00:10"),
        ("Published March 5, 2022", "March 5, 2022", "2022-03-05"),
        ("5 March 2022 at 9:07 pm", "5 March 2022 at 9:07 pm", "2022-03-05T21:07"),
        ("Sat, 5 Mar. 2022 09:07:00 +0800", "5 Mar. 2022 09:07:00", "2022-03-05T09:07"),
    ],
)
def test_the_usual_ways_to_write_a_date_are_found(line: str, date: str, iso: str) -> None:
    """Dates of Chinese and English pages are found where they stand and told in ISO order."""
    found = find_date(line)
    assert found is not None
    assert (found[0].of(line), found[1]) == (date, iso)


@pytest.mark.parametrize(
    "line", ["2022-13-45", "2022年2月30日", "2月24日", "12022-03-051", "1.2022", "March 2022"]
)
def test_what_is_no_day_is_no_date(line: str) -> None:
    """A day that does not exist, or has no year, is not found."""
    assert find_date(line) is None


def test_an_impossible_hour_leaves_the_day() -> None:
    """A day followed by figures that are no time is still that day."""
    line = "2022年3月5日 25:99"
    found = find_date(line)
    assert found is not None
    assert (found[0].of(line), found[1]) == ("2022年3月5日", "2022-03-05")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2022-03-05", "2022-03-05"),
        (" 2022-3-5 ", "2022-03-05"),
        ("2022-03-05T09:07", "2022-03-05T09:07"),
        ("2022-03-05 09:07:59.25+08:00", "2022-03-05T09:07"),
        ("2022-03-05T09:07Z", "2022-03-05T09:07"),
        ("2022-13-45", None),
        ("2022-03-05T25:00", None),
        ("2022/03/05", None),
        ("soon", None),
    ],
)
def test_front_matter_wants_iso_order(written: str, iso: str | None) -> None:
    """Only a whole date in ISO order counts where a writer types it for the bot."""
    assert iso_date(written) == iso


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 12, 31)))  # noqa: DTZ001 - pages say no zone
def test_every_minute_is_found_again(when: datetime) -> None:
    """A minute of 1900 to 2099 that is printed in the Chinese way is found as that minute."""
    line = f"{when.year}年{when.month}月{when.day}日{when.hour}:{when.minute:02}"
    assert find_date(line) == (Span(0, len(line)), when.isoformat(timespec="minutes"))


@given(st.text(alphabet="0123456789年月日-/:. apm", max_size=60))
def test_any_line_has_a_date_or_none(line: str) -> None:
    """Whatever figures a line holds, the date that is found lies inside it."""
    found = find_date(line)
    assert found is None or 0 <= found[0].start < found[0].end <= len(line)
