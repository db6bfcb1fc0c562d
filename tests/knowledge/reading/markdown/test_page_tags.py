import pytest

from knowledge.reading.markdown.page_tags import is_tag, seen_of


@pytest.mark.parametrize(
    ("name", "known"), [("br", True), ("BR", True), ("Br", False), ("T", False), ("h7", False)]
)
def test_only_names_of_html_are_tags(name: str, known: bool) -> None:
    """A type in pointed brackets is a word of the text."""
    assert is_tag(name) is known


def test_the_end_of_a_block_parts_paragraphs() -> None:
    """What follows a block does not run together with it; inside a line it is nothing."""
    assert seen_of("div", ends=True, begins_line=False, in_row=False) == "\n\n"
    assert seen_of("span", ends=True, begins_line=False, in_row=False) == ""
    assert seen_of("td", ends=True, begins_line=False, in_row=False) == " | "
