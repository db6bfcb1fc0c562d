from hypothesis import given
from hypothesis import strategies as st

from knowledge.indexing.entry import entry, joined_terms
from knowledge.indexing.scan import scan
from knowledge.language.folding import fold
from knowledge.language.numerals import numbers
from knowledge.language.tokens import FIELDS, cut
from tests.knowledge.passages import passage_of

TEXT = st.one_of(st.text(), st.text("上海,数字化。四十家 the lamps 1,000 沪", max_size=40))


@given(TEXT)
def test_an_entry_has_the_terms_of_a_question(text: str) -> None:
    """What is cut in one go for a passage is what is cut field by field for a question."""
    folded = fold(text)
    made = joined_terms(scan(folded), numbers(folded))
    for (name, terms), joined in zip(FIELDS.items(), made, strict=True):
        expected = terms(cut(folded))
        found = joined.split()
        assert (sorted(found) if name == "pinyin" else found) == (
            sorted(expected) if name == "pinyin" else expected
        )


def test_title_and_section_are_part_of_an_entry() -> None:
    """A passage is found by what stands above it, and its profile knows that it stands above."""
    made = entry(passage_of(7, 3, "閃爍。", "藍牙道釘", "路邊"))
    terms = dict(zip(FIELDS, made.terms, strict=True))
    assert (made.passage, made.revision) == (7, 3)
    assert set("蓝牙道钉路边闪烁") == set(terms["characters"].split())
    assert made.profile.segments == 2
