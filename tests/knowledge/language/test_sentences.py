from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.sentences import sentences
from tests.knowledge.conftest import golden

PROSE = st.text("上海。！？；﹔…”」』）)\"' \n\t　.!?;aA1Dr")


@pytest.mark.parametrize("case", golden("sentences.jsonl"))
def test_sentences_end_where_readers_see_an_end(case: dict[str, Any]) -> None:
    """Each line of `sentences.jsonl` is cut as it says, for the reason it gives."""
    found = [span.of(case["text"]) for span in sentences(case["text"])]
    assert found == case["sentences"], case["why"]


@given(st.one_of(st.text(), PROSE))
def test_sentences_tile_the_text(text: str) -> None:
    """In order, sentences carry every character that is not white space between them."""
    at = 0
    for span in sentences(text):
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()


@given(PROSE)
def test_sentences_have_no_white_space_at_their_edges(text: str) -> None:
    """A highlighted sentence begins and ends with something to see."""
    for span in sentences(text):
        assert span.of(text) == span.of(text).strip()
