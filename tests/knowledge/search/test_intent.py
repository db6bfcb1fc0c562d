from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.answer import Intent
from knowledge.search.intent import intent_of, is_asked
from tests.knowledge.conftest import golden


@pytest.mark.parametrize("case", golden("intents.jsonl"))
def test_what_is_wanted(case: dict[str, Any]) -> None:
    """Each line of `intents.jsonl` is small talk of some kind, a summary, or asks the articles."""
    assert intent_of(case["question"]).value == case["intent"]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_message_has_an_intent(message: str) -> None:
    """No text is an error, and whatever names something asks the articles."""
    intent_of(message)
    assert intent_of(f"謝謝{message}隨申碼").is_question


def test_long_messages_are_questions() -> None:
    """Nobody greets in so many words; one letter a hundred times is still laughter."""
    assert intent_of("你好謝謝" * 30) is Intent.QUESTION
    assert intent_of("哈" * 100) is Intent.OTHER


def test_nothing_is_no_small_talk() -> None:
    """An empty message is a question without an answer, signs alone are small talk."""
    assert intent_of(" ") is Intent.QUESTION
    assert intent_of("👏").is_small_talk


def test_what_can_be_followed_up() -> None:
    """A greeting is nothing that the next question could mean."""
    assert is_asked("浦東發布了什麼方案？")
    assert not is_asked("你好")
    assert not is_asked("總結一下")
