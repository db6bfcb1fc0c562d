import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.opposites import denies, is_opposite, is_reversed, may_deny


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("which sources did the courts not draw on?", True),
        ("what doesn't contain it?", True),
        ("哪些车不能停?", True),
        ("谁没有出席?", True),
        ("能不能停车?", False),
        ("有没有优惠?", False),
        ("《长眠不醒》是谁写的?", False),
        ("非常大的城市是哪个?", False),
        ("notable people?", False),
    ],
)
def test_a_question_denies_or_not(question: str, expected: bool) -> None:
    """What asks whether, and what is only a title, denies nothing."""
    assert denies(question) is expected


def test_a_text_may_deny_in_few_words() -> None:
    """One character that denies is enough: 未 in 未满."""
    assert may_deny("未满十八岁")
    assert may_deny("it was never built")
    assert not may_deny("满十八岁")


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("which is the smallest city?", "the largest city is shanghai", True),
        ("which is the smallest city?", "the smallest and the largest city", False),
        ("what does north america import?", "north america exports cars; exported in 1990", True),
        ("谁当选副主席?", "他当选主席", True),
        ("谁当选主席?", "他当选副主席", True),
        ("谁当选主席?", "他当选主席", False),
        ("温度最低是多少?", "温度最高三十度", True),
    ],
)
def test_only_one_of_two_opposites_is_an_opposite(question: str, text: str, expected: bool) -> None:
    """A word of a pair in the question, and only the other in the text."""
    assert is_opposite(question, text) is expected


@given(st.text(max_size=60))
def test_no_text_is_the_opposite_of_itself(text: str) -> None:
    """What says the same says no opposite."""
    assert not is_opposite(text, text)


def test_a_word_with_a_denying_beginning_is_reversed() -> None:
    """*Unestablished* where the text says *established*, but not where it has the word itself."""
    assert is_reversed(["unestablished"], {"establish"})
    assert not is_reversed(["unestablished"], {"establish", "unestablish"})
    assert not is_reversed(["inch", "united"], {"ch", "ite"})
