import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.jsonl import read_jsonl
from tests.knowledge.reading.cases import cases, expected, outcome

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("case", cases("jsonl"), ids=lambda case: case.stem)
def test_a_jsonl_file_is_read_as_expected(case: Path) -> None:
    """Good lines are articles and bad lines are problems with their numbers."""
    assert outcome(case) == expected(case)


@pytest.mark.parametrize("line", ["[" * 100_000, '{"id": ' + "9" * 5000 + "}"])
def test_json_that_python_refuses_is_a_problem(line: str) -> None:
    """Nesting without end and numbers of thousands of digits are told like any wrong line."""
    (problem,) = read_jsonl(line, "a.jsonl").problems
    assert str(problem).startswith("a.jsonl:1: no JSON that can be an article; write one object")


def test_a_value_that_makes_no_sense_costs_its_field() -> None:
    """The article of the line is read, under the usual spellings, and the line is told."""
    line = '{"id": 1, "text": "a", "authors": ["Ann", {"name": "Bo"}], "date": "soon", "link": 5}'
    reading = read_jsonl(f"\n{line}", "a.jsonl")
    assert [(one.id, one.author, one.published) for one in reading.articles] == [
        ("1", "Ann, Bo", None)
    ]
    assert reading.problems == ()
    assert [str(warning)[:20] for warning in reading.warnings] == [
        "a.jsonl:2: date must",
        "a.jsonl:2: link must",
    ]


def test_windows_line_ends_are_fine() -> None:
    """A file that was saved on Windows gives the same articles."""
    reading = read_jsonl('{"id": 1, "text": "a"}\r\n\r\n{"id": 2, "text": "b"}\r\n', "a.jsonl")
    assert [(article.id, article.line) for article in reading.articles] == [("1", 1), ("2", 3)]


def test_a_refused_line_does_not_use_up_its_id() -> None:
    """An id counts from the first good line that has it."""
    reading = read_jsonl('{"id": 1, "text": ""}\n{"id": 1, "text": "b"}', "a.jsonl")
    assert [article.line for article in reading.articles] == [2]
    assert [problem.line for problem in reading.problems] == [1]


@given(st.dictionaries(st.sampled_from(["id", "title", "text", "editors", "url"]), ANYTHING))
def test_any_object_is_an_article_or_a_problem(values: dict[str, object]) -> None:
    """Whatever the values, a line gives one article with clean blocks or at least one problem."""
    reading = read_jsonl(json.dumps(values), "a.jsonl")
    assert bool(reading.articles) != bool(reading.problems)
    for article in reading.articles:
        assert article.blocks
        assert "".join(article.title.split())
        for block in article.blocks:
            assert block.span.of(article.text).strip() == block.span.of(article.text) != ""
