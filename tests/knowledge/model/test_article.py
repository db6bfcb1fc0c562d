import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Article, Block, Span


def test_a_span_cuts_out_what_it_covers() -> None:
    """A span is half-open and counts code points, so that an emoji is one."""
    assert Span(1, 3).of("有🚢據可查") == "🚢據"


@given(st.text(), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_a_shifted_span_cuts_out_the_same(text: str, start: int, length: int, by: int) -> None:
    """What a span covers, it still covers when text and span move by the same number."""
    span = Span(start, start + length)
    assert span.shifted(by).of("x" * by + text) == span.of(text)


def test_spans_sort_by_where_they_begin() -> None:
    """Spans have the order in which they stand, the shorter one first."""
    assert sorted([Span(4, 5), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(4, 5)]


def test_an_article_cannot_be_changed() -> None:
    """Nobody changes an article, its blocks or the places of its fields after reading."""
    article = Article("1", "有據", "本文", (Block("paragraph", Span(0, 2)),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.title = "無據"  # type: ignore[misc]
    with pytest.raises(TypeError):
        article.places["title"] = Span(0, 1)  # type: ignore[index]


def test_articles_with_equal_fields_are_equal() -> None:
    """Two readings of one text compare equal, and a reload can tell that nothing changed."""
    blocks = (Block("paragraph", Span(0, 2)),)
    assert Article("1", "有據", "本文", blocks) == Article("1", "有據", "本文", blocks)
    assert Article("1", "有據", "本文", blocks) != Article("2", "有據", "本文", blocks)
