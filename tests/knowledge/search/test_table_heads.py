from typing import Any

import pytest

from knowledge.language.sentences import sentences
from knowledge.model.article import Span
from knowledge.search.table_heads import heads_above, heads_of, row_read_out
from tests.knowledge.conftest import Ask, golden

TABLE = "票种 | 平日 | 周末（元）\n成人 | 18元 | 25\n儿童 | 免费 | 5"
CHILD = sentences(TABLE)[2]


@pytest.mark.parametrize("case", golden("tables.jsonl"))
def test_a_row_answers_below_its_heads(case: dict[str, Any], ask_tables: Ask) -> None:
    """Each line of `tables.jsonl` finds its row and its heads, for the reason it gives."""
    answer = ask_tables(case["question"])
    assert answer.verdict.value == case["verdict"], case["why"]
    first = answer.citations[0]
    assert first.highlight.of(first.quote).startswith(case["row"]), case["why"]
    assert heads_of(first).startswith(case["heads"]), case["why"]


def test_a_row_is_read_with_its_heads() -> None:
    """Each cell is named, and a number has the unit that stands in its head."""
    said = row_read_out(TABLE, "", CHILD)
    assert said == "儿童, 儿童平日免费, 儿童周末5元"


def test_what_is_no_row_has_no_heads() -> None:
    """A sentence beside a table has none; nor has a row whose heads stand nowhere."""
    quote = "儿童免费。"
    assert heads_above(quote, "", Span(0, len(quote))) == ""
    row = "| 儿童 | 免费 |"
    assert heads_above(row, "价目", Span(0, len(row))) == ""
    assert heads_above(row, "价目 · 票种 | 平日", Span(0, len(row))) == "票种 | 平日"
