import pytest

from knowledge.studying.continuation import goes_on


@pytest.mark.parametrize("text", ["此外,上海也做了。", "這是上海的。", "However, no."])
def test_a_sentence_that_needs_the_one_before(text: str) -> None:
    """Words that join or refer back make half a statement."""
    assert goes_on(text)


@pytest.mark.parametrize("text", ["上海做了。", "另有說法", "The ferry is free.", "Soft wood."])
def test_a_sentence_of_its_own(text: str) -> None:
    """A beginning that only looks like such a word is none."""
    assert not goes_on(text)
