from knowledge.reading.markdown.code import Code


def test_a_fence_ends_at_as_many_marks() -> None:
    """A shorter run inside is code; a fence that is never closed is code to the end."""
    text = "````\n```\n````\n甲"
    assert Code(text, 0).fence_at(0, 0) == text.index("\n甲")
    assert Code("```\n甲", 0).fence_at(0, 0) == 5
    assert Code("```甲```", 0).fence_at(0, 0) is None


def test_words_in_backticks_end_at_as_many() -> None:
    """A run of another length is part of the words; the paragraph ends them."""
    assert Code("`a``b` c", 0).span_at(0) == 6
    assert Code("`a\n\nb`", 0).span_at(0) is None


def test_a_line_is_code_by_its_margin_where_nothing_else_is() -> None:
    """Not where it goes on a paragraph or belongs to a point of a list."""
    assert Code("甲\n\n    乙", 0).line_at(3) == 8
    assert Code("甲\n    乙", 0).line_at(2) is None
    assert Code("- 甲\n\n    乙", 0).line_at(5) is None
