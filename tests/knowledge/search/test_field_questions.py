from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.field_questions import field_asked
from tests.knowledge.conftest import golden


@pytest.mark.parametrize("case", golden("metadata.jsonl"))
def test_only_questions_about_the_article_itself_are_about_metadata(case: dict[str, Any]) -> None:
    """Each line of `metadata.jsonl` asks for its field, or for something in the text."""
    assert field_asked(case["question"]) == case["field"]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_question_can_be_looked_at(question: str) -> None:
    """No text is an error; a letter that is not about an article asks for something else."""
    field_asked(question)
    assert field_asked(f"{question}紅樓夢作者") is None
