from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Span
from knowledge.model.query import Query, Term
from knowledge.search.marks import marks, merged, wanted
from knowledge.search.parser import parse_question

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: Span(s[0], sum(s))))
TEXT = st.text("蓝牙道釘靠近停車框。 the lamps", max_size=40)


def shown(question: str, quote: str) -> list[str]:
    """Return the marked words."""
    return [span.of(quote) for span in marks(wanted(parse_question(question)), quote)]


@given(TEXT, TEXT)
def test_marks_lie_in_order_inside_the_quote(question: str, quote: str) -> None:
    """Marked words never overlap, touch or leave the quote."""
    found = marks(wanted(parse_question(question)), quote)
    edges = [edge for mark in found for edge in (mark.start, mark.end)]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(quote) for edge in edges)


def test_words_of_the_question_are_marked_in_the_articles_script() -> None:
    """A Simplified question marks the Traditional words that it found."""
    assert shown("蓝牙道钉", "在路邊，藍牙道釘閃爍。") == ["藍牙道釘"]


def test_single_characters_are_not_marked() -> None:
    """上 alone is noise; 上海 is not."""
    assert shown("上海的茶", "上山採茶，去上海。") == ["上海"]


def test_latin_words_are_marked_by_their_stems() -> None:
    """Whole words in any form and case are marked, never a piece of one."""
    assert shown("lamp", "Two LAMPS, a lamplighter and a lamp") == ["LAMPS", "lamp"]


def test_repaired_words_are_marked() -> None:
    """A misspelled word marks what it meant."""
    query = Query("lmap", "lmap", 0, (Term("stems", "lamp", 0.8, guessed=True),))
    assert [s.of("the lamp") for s in marks(wanted(query), "the lamp")] == ["lamp"]


def test_numbers_are_marked_however_they_are_written() -> None:
    """Asked for 40, the reader is shown 四十."""
    assert shown("40家", "有四十家，1,000人") == ["四十"]
    assert shown("一千人", "有四十家，1,000人") == ["1,000"]


@given(SPANS)
def test_merging_keeps_every_place(spans: list[Span]) -> None:
    """Merged spans cover what the spans covered, with a gap between each two."""
    places = {place for span in spans for place in range(span.start, span.end)}
    result = merged(spans)
    assert [place for span in result for place in range(span.start, span.end)] == sorted(places)
    assert all(a.end < b.start for a, b in pairwise(result))
