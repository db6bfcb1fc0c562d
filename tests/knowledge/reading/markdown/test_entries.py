import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Span
from knowledge.reading.lines import lines_of
from knowledge.reading.markdown.entries import Entry, ValueProblem, entries_of, value_of


def entries(text: str) -> list[tuple[str, str]]:
    """Return the keys of a text, each with its value as it stands."""
    return [(entry.key, entry.value.of(text)) for entry in entries_of(list(lines_of(text)))[0]]


def test_a_value_goes_on_where_it_is_indented() -> None:
    """A list below its key belongs to it, indented or not, and comments to nobody."""
    text = "a: 1\nb:\n- x\n- y\nc:\n  d: 2\n# no\n"
    assert entries(text) == [("a", " 1"), ("b", "\n- x\n- y"), ("c", "\n  d: 2")]


def test_a_line_without_a_key_is_nobodys() -> None:
    """Words at the margin are no value of what stands above."""
    found, stray = entries_of(list(lines_of("a: 1\nwords\n")))
    assert [entry.key for entry in found] == ["a"]
    assert [line.text for line in stray] == ["words"]


@pytest.mark.parametrize("key", ["a b", "'a'", '"a"', "发布日期", "a.b"])
def test_a_key_is_any_words_before_a_colon(key: str) -> None:
    """Keys may stand in quotes, have blanks and be Chinese."""
    assert [one[0] for one in entries(f"{key}: 1")] == [key.strip("'\"")]


@given(st.text(alphabet=st.sampled_from("ab[]{}\"'-#&*!|>%@`?,:\n ~"), max_size=60))
def test_any_value_is_read_or_refused(written: str) -> None:
    """Whatever a value, it is a text, a list, a mapping, nothing, or a sentence about it."""
    try:
        value = value_of(Entry("title", 1, Span(0, len(written))), written)
    except ValueProblem:
        return
    assert value is None or isinstance(value, str | list | dict)
