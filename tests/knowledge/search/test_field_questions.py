from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Span
from knowledge.model.field import Field
from knowledge.search.field_questions import field_asked, field_meant
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


FIELDS = (
    Field("title", "唐小麗傳", Span(0, 4), 0, 0),
    Field("author", "馬作鵬", Span(0, 3), 30, 33),
    Field("editors", "(責編:唐小麗、軒召強)", Span(4, 11), 90, 102),
)


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("唐小麗是誰", "editors"),
        ("轩召强是谁？", "editors"),
        ("誰是馬作鵬？", "author"),
        ("who is 馬作鵬", "author"),
        ("馬作鵬是什麼人", "author"),
        ("責編是誰", "editors"),
    ],
)
def test_somebody_whom_a_field_names(question: str, field: str) -> None:
    """Who that is, the field says."""
    meant = field_meant(question, FIELDS)
    assert meant
    assert meant.name == field


@pytest.mark.parametrize("question", ["李強是誰", "唐小是誰", "馬作鵬說了什麼", "來源是哪裡"])
def test_what_no_field_says(question: str) -> None:
    """Another person, a piece of a name, another question, or a field that is not there."""
    assert field_meant(question, FIELDS) is None
