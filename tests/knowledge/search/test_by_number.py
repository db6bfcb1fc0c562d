from typing import Any

import pytest

from knowledge import Span
from knowledge.language.folding import fold
from knowledge.language.numbered import Asked, number_asked
from knowledge.search.by_number import part_of, sentence_of_number
from tests.knowledge.conftest import Ask, golden

QUOTE = "第三条 收费\n每人三元。儿童免费。\n第四条 退费\n第三条的费用不退。"


def asked(number: str) -> Asked:
    """Return a number that a question asks for."""
    found = number_asked(fold(number))
    assert found is not None
    return found


@pytest.mark.parametrize("case", golden("numbered.jsonl"))
def test_what_is_asked_for_by_its_number(case: dict[str, Any], ask_numbered: Ask) -> None:
    """Each line of `numbered.jsonl` is answered as it says, for the reason it gives."""
    answer = ask_numbered(case["question"])
    assert answer.verdict.value == case["verdict"], case["why"]
    first = answer.citations[0]
    assert first.highlight.of(first.quote).startswith(case["highlight"]), case["why"]


def test_a_number_that_no_passage_begins_with_is_told(ask_numbered: Ask) -> None:
    """Below the passage that comes nearest stands the number as it was typed."""
    answer = ask_numbered("渡口管理办法第 12 条")
    assert [gap.text for gap in answer.missing] == ["第 12 条"]


def test_a_follow_up_names_only_the_number(ask_numbered: Ask) -> None:
    """After a question about an article of one document, another number means the same one."""
    answer = ask_numbered("第二条呢", "渡口管理办法实施细则第一条")
    assert answer.citations[0].quote == "第二条 渡船的班次由渡口所公布。"
    assert answer.citations[0].article.title == "北渡渡口管理办法实施细则"


def test_a_part_ends_where_the_next_number_begins() -> None:
    """A passage may have several articles, a line each."""
    part = part_of(QUOTE, asked("第三条"))
    assert part is not None
    assert part.of(QUOTE) == "第三条 收费\n每人三元。儿童免费。\n"
    assert part_of(QUOTE, asked("第五条")) is None


def test_the_sentence_is_one_of_the_part() -> None:
    """A sentence elsewhere does not answer; a heading is shown with the sentence below it."""
    elsewhere = Span(QUOTE.index("第三条的"), len(QUOTE))
    shown = sentence_of_number(QUOTE, asked("第3条"), elsewhere)
    assert shown.of(QUOTE) == "第三条 收费\n每人三元。"
    inside = Span(QUOTE.index("儿童"), QUOTE.index("第四条") - 1)
    assert sentence_of_number(QUOTE, asked("第3条"), inside) == inside
    assert sentence_of_number(QUOTE, asked("第9条"), elsewhere) == elsewhere
