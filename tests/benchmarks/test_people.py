import json
from pathlib import Path

import pytest

from benchmarks.people import lines, read
from benchmarks.sets import DataError

SEEDS = Path(__file__).parents[2] / "seeds"
ROWS = [
    {"kind": "smalltalk", "question": "你好"},
    {"kind": "summary", "question": "tl;dr"},
    {"kind": "near", "question": "藍牙道釘一個多少錢？"},
    {"kind": "plain", "question": "智能客服叫什麼名字？", "expect": "小申"},
    {"kind": "plain", "question": "智能客服叫什麼名字？", "expect": "大申"},
    {
        "kind": "follow-up",
        "question": "什麼時候？",
        "expect": "2月23日",
        "after": ["浦東發布了什麼方案？"],
    },
]


def test_each_kind_is_judged_by_what_is_known(tmp_path: Path) -> None:
    """What is wrong is shown with what was quoted; the last line counts all."""
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    told = list(lines(SEEDS, file))
    assert [line for line in told if " of " not in line] == [told[0]]
    assert told[0].startswith("plain: 智能客服叫什麼名字？ (answered, ")
    kinds = "smalltalk 1 of 1, summary 1 of 1, near 1 of 1, plain 1 of 2, follow-up 1 of 1"
    assert told[1:] == [*kinds.split(", "), "all 5 of 6"]


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    """The file, the line and what is missing."""
    file = tmp_path / "questions.jsonl"
    file.write_text('{"kind": "near"}', "utf-8")
    with pytest.raises(DataError, match=r"questions.jsonl:1: not a question: 'question'"):
        read(file)
