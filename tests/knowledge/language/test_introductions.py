from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.introductions import (
    begins_answer,
    begins_question,
    has_heads,
    introductions,
    read_out,
)
from knowledge.language.sentences import sentences
from tests.knowledge.conftest import golden


@pytest.mark.parametrize("case", golden("introductions.jsonl"))
def test_what_introduces_what(case: dict[str, Any]) -> None:
    """Each line of `introductions.jsonl` says which sentence is introduced by which."""
    text = case["text"]
    spans = sentences(text)
    found = introductions(text, spans)
    introduced = {
        span.of(text): text[spans[by.start].start : spans[by.end - 1].end]
        for span, by in zip(spans, found.of if found else (), strict=False)
        if by
    }
    assert introduced == case["introduced"], case["why"]


def test_what_introduces_is_no_answer() -> None:
    """A question, heads of three columns and the rule below heads only introduce."""
    text = "问：几点？\n答：九点。\n甲 | 乙 | 丙\n1 | 2 | 3"
    found = introductions(text, sentences(text))
    assert found is not None
    assert found.only == {0, 2}


def test_heads_of_two_columns_may_be_a_row() -> None:
    """地址 | 北渡 above 电话 | 123 is as likely a row as heads."""
    text = "地址 | 北渡\n电话 | 123"
    found = introductions(text, sentences(text))
    assert found is not None
    assert found.only == frozenset()


def test_a_mark_is_at_the_beginning() -> None:
    """问题 is a word, 问： a mark; Answering is a word, A: a mark."""
    assert begins_question("问：几点")
    assert begins_question("- **Q7:** When")
    assert not begins_question("问题很多")
    assert begins_answer("答：九点")
    assert begins_answer("A. At nine")
    assert not begins_answer("Answering")


def test_heads_need_rows_below() -> None:
    """A row alone has none; nor has a table that begins with a row of Markdown."""
    assert not has_heads(["甲 | 乙"])
    assert not has_heads(["| 甲 | 乙 |", "|---|---|"])
    assert has_heads(["| 甲 | 乙 |", "|---|---|", "| 1 | 2 |"])


def test_a_row_shorter_than_its_heads_is_read() -> None:
    """Cells that are missing at the end are not read."""
    assert read_out("村名 | 户数 | 村长", "下林村 | 191") == "下林村, 下林村户数191户数"


@given(st.text("问答QA：:？?。|-\n 甲乙3", max_size=80))
def test_what_introduces_stands_before(text: str) -> None:
    """An introduction ends before what it introduces, whatever the text is."""
    spans = sentences(text)
    found = introductions(text, spans)
    for place, by in enumerate(found.of if found else ()):
        assert by is None or by.start < by.end <= place
