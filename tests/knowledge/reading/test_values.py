from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.values import (
    author_value,
    date_value,
    is_missing,
    language_value,
    line_value,
    names_value,
    source_value,
    url_value,
)


def test_a_link_counts_as_its_words() -> None:
    """A field is for people: a link to a note or a page is the words that are shown."""
    assert line_value("[[people/lin|林小雨]]") == "林小雨"
    assert source_value("[海島日報](https://example.org/)") == "海島日報"
    assert url_value("[海島日報](https://example.org/)") == "https://example.org/"
    assert url_value("<https://example.org/>") == "https://example.org/"
    assert date_value("[[2020-05-01]]") == "2020-05-01"


def test_names_in_one_script_are_joined_as_it_joins_them() -> None:
    """Chinese names are joined by 、, others by a comma."""
    assert author_value(["林小雨", {"name": "陈大同"}]) == "林小雨、陈大同"
    assert author_value({"lin": {"name": "林小雨"}, "c": {"name": "陈大同"}}) == "林小雨、陈大同"
    assert author_value(["林小雨", "Ann Lee"]) == "林小雨, Ann Lee"
    assert names_value([{"name": "林小雨"}, "", "陈大同"]) == ("林小雨", "陈大同")


@pytest.mark.parametrize("value", [{"a": "b"}, [["a"]], True, 1.5])
def test_what_is_no_name_is_no_author(value: object) -> None:
    """A mapping without a name and lists inside lists say nobody."""
    with pytest.raises(ValueError, match="a name or a list of names"):
        author_value(value)


def test_a_language_of_a_computer_is_a_tag() -> None:
    """Settings write zh_CN.UTF-8 for zh-CN."""
    assert language_value("zh_CN.UTF-8") == "zh-CN"
    assert language_value(["en"]) == "en"


@given(st.text())
def test_any_text_is_a_value_or_none(text: str) -> None:
    """Whatever the text, asking whether it is missing or an address never fails otherwise."""
    assert is_missing(text) in {True, False}
    with suppress(ValueError):
        assert url_value(text)
