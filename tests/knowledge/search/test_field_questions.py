from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import FieldName, Span
from knowledge.search.field_questions import Field, field_asked, quoted_field
from tests.knowledge.conftest import article, golden

BYLINE = "2022年03月05日 | 來源:人民網"
PRINTED = article(
    "藍牙道釘",
    f"　{BYLINE}",
    "正文。",
    author="馬作鵬",
    source="人民網",
    places=MappingProxyType({"source": Span(24, 27)}),
)


@pytest.mark.parametrize("case", golden("metadata.jsonl"))
def test_only_questions_about_the_article_itself_are_about_metadata(case: dict[str, Any]) -> None:
    """Each line of `metadata.jsonl` asks for its field, or for something in the text."""
    assert field_asked(case["question"]) == case["field"]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_question_can_be_looked_at(question: str) -> None:
    """No text is an error; a letter that is not about an article asks for something else."""
    field_asked(question)
    assert field_asked(f"{question}紅樓夢作者") is None


def test_a_printed_field_is_quoted_in_its_line() -> None:
    """A reader sees the byline as the article prints it, without margins, the value marked."""
    field = quoted_field(PRINTED, "source")
    assert field is not None
    assert field.quote == BYLINE
    assert field.quote == PRINTED.text[field.start : field.end]
    assert field.highlight.of(field.quote) == "人民網"


def test_a_field_in_the_last_line_is_quoted() -> None:
    """The last line needs no end."""
    text = "一\n責編:唐小麗"
    places: MappingProxyType[FieldName, Span] = MappingProxyType({"editors": Span(5, 8)})
    one = article(places=places, editors=("唐小麗",))
    ended = type(one)(one.id, one.title, text, (), editors=one.editors, places=places)
    assert quoted_field(ended, "editors") == Field("責編:唐小麗", Span(3, 6), 2, 8)


def test_a_field_that_the_text_does_not_print_is_quoted_as_it_is() -> None:
    """The author in a JSONL file stands nowhere in the text."""
    assert quoted_field(PRINTED, "author") == Field("馬作鵬", Span(0, 3), 0, 0)


def test_editors_are_named_together() -> None:
    """Several editors are one answer."""
    field = quoted_field(article("正文。", editors=("唐小麗", "軒召強")), "editors")
    assert field is not None
    assert field.quote == "唐小麗、軒召強"


def test_a_field_that_the_article_lacks_is_none() -> None:
    """What is not known is not answered."""
    names: tuple[FieldName, ...] = ("url", "published", "editors")
    assert [quoted_field(PRINTED, name) for name in names] == [None] * 3
