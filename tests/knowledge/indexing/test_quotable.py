from hypothesis import given
from hypothesis import strategies as st

from knowledge.indexing.quotable import Quotable, packed, unpacked
from knowledge.model.answer import Source
from knowledge.model.article import Span
from knowledge.model.field import Field
from knowledge.model.passage import IndexedPassage, StoredPassage

TEXT = st.text()
MAYBE = st.none() | TEXT
NUMBER = st.integers(0, 2**53)
SOURCES = st.builds(Source, TEXT, TEXT, MAYBE, MAYBE, MAYBE, MAYBE)
PASSAGES = st.builds(StoredPassage, NUMBER, TEXT, TEXT, NUMBER, NUMBER, NUMBER, TEXT, SOURCES)
SPANS = st.builds(Span, NUMBER, NUMBER)
FIELDS = st.builds(Field, st.sampled_from(["title", "author"]), TEXT, SPANS, NUMBER, NUMBER)


@given(PASSAGES, st.lists(FIELDS, max_size=3).map(tuple))
def test_what_is_unpacked_is_what_was_packed(
    passage: StoredPassage, fields: tuple[Field, ...]
) -> None:
    """Whatever characters it has: a quote is verbatim."""
    one = IndexedPassage(7, passage, "a.txt", fields)
    assert unpacked(packed(one)) == Quotable(passage, fields)
