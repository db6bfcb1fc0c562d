import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.markdown.signs import attributes, block_name, box, entity, escaped, wiki_link

ALL = [attributes, block_name, box, entity, escaped, wiki_link]


@pytest.mark.parametrize(
    ("text", "title"),
    [(":::tip 提示", "提示"), ("::: {.note}", ""), (":::note[提示]", "提示"), ("??? info", "")],
)
def test_a_box_is_its_title(text: str, title: str) -> None:
    """However a generator writes a box, its kind is not seen."""
    assert box(text, 0) == (title, len(text))


def test_what_means_no_character_stays() -> None:
    """A name that HTML does not have and a number of nothing are words."""
    assert entity("&unknown;", 0) is None
    assert entity("&#0;", 0) in {None, ("\ufffd", 4)}
    assert entity("&nbsp;", 0) == (" ", 6)


@given(st.text(alphabet='[]|!:?{}#.&;^a1 \n\\"', max_size=40))
def test_a_sign_ends_behind_itself(text: str) -> None:
    """Whatever the text, what is looked at lies in it."""
    for look in ALL:
        found = look(text, 0)
        assert found is None or 0 < found[1] <= len(text)
