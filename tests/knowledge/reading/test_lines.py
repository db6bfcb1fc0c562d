from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Span
from knowledge.reading.lines import line_number, lines_of, trimmed


def test_every_kind_of_line_end_counts_once() -> None:
    """LF, CR LF and CR end a line; the numbers are those that an editor shows."""
    lines = list(lines_of("甲\n乙\r\n丙\r丁"))
    assert [(line.number, line.text) for line in lines] == [
        (1, "甲"),
        (2, "乙"),
        (3, "丙"),
        (4, "丁"),
    ]


def test_invisible_margins_are_no_part_of_a_line() -> None:
    """Ideographic and zero-width blanks around a line are left out of its span."""
    text = "\u3000\u3000有據\u200b\ufeff "
    (line,) = lines_of(text)
    assert (line.text, line.span, line.indent) == ("有據", Span(2, 4), 2)


def test_a_tab_is_a_margin_of_four_columns() -> None:
    """Markdown counts a tab as four columns when it tells code from text."""
    (line,) = lines_of("\tcode")
    assert line.indent == 4


def test_lines_may_begin_in_the_middle() -> None:
    """Lines below front matter keep the numbers that they have in the file."""
    assert [line.number for line in lines_of("---\n---\nbody\n", 8)] == [3]


def test_a_blank_range_trims_to_nothing() -> None:
    """A range of blanks alone is an empty span inside that range."""
    span = trimmed("a   b", 1, 4)
    assert span.start == span.end
    assert 1 <= span.start <= 4


@given(st.text(alphabet=st.sampled_from("有a \t\r\n\u3000\u200b"), max_size=40))
def test_lines_hold_every_visible_character_once(text: str) -> None:
    """No character but blanks is lost between lines, and every span cuts out its own line."""
    lines = list(lines_of(text))
    assert all(line.span.of(text) == line.text for line in lines)
    assert all(line.number == line_number(text, line.span.start) for line in lines)
    assert "".join("".join(line.text.split()) for line in lines).replace("\u200b", "") == "".join(
        text.split()
    ).replace("\u200b", "")
