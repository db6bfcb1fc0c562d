from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.language.numbered import beginnings, number_asked, unit_of
from tests.knowledge.conftest import golden


@pytest.mark.parametrize("case", golden("numbers_asked.jsonl"))
def test_a_question_asks_for_a_number(case: dict[str, Any]) -> None:
    """Each line of `numbers_asked.jsonl` names the number, or that there is none."""
    asked = number_asked(fold(case["question"]))
    assert (asked.name if asked else None) == case["name"]
    assert (asked.says if asked else False) == case["says"]


@pytest.mark.parametrize("case", golden("numbers_begun.jsonl"))
def test_a_line_begins_with_a_number(case: dict[str, Any]) -> None:
    """Each line of `numbers_begun.jsonl` begins with its number, or mentions one at most."""
    found = [name for name, _ in beginnings(case["line"], fold(case["line"]))]
    assert found == ([case["name"]] if case["name"] else [])


@given(st.text(st.sampled_from("第三12条章之一附件 .、:\narticle vQ(")))
def test_a_name_has_a_unit_and_no_blanks(text: str) -> None:
    """A name is one term of the index, and stands at the beginning of a line."""
    for name, start in beginnings(text, fold(text)):
        assert name.startswith(unit_of(name))
        assert not any(map(str.isspace, name))
        assert start == 0 or text[start - 1].isspace()
