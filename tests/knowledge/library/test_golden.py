import json
from pathlib import Path
from typing import Any

import pytest

from knowledge import Answer, Citation, KnowledgeError, Source, Span, Verdict
from knowledge.library.golden import Case, broken, case_of, is_right, read_golden
from knowledge.model.answer import Wanted

FERRY = Source("ferry", "Ferries", "Ada Wells", "The Harbour", "2025-06-01", None)


def answer(quote: str = "The ferry leaves at noon.", verdict: Verdict = Verdict.ANSWERED) -> Answer:
    """Return an answer with one citation, or none if nothing is quoted."""
    cited = Citation(1, 1.0, "k", quote, Span(0, len(quote)), Wanted(), 0, len(quote), 1, "", FERRY)
    return Answer("q", verdict, 0.9, 1.0, (cited,) if quote else ())


def case(**row: Any) -> Case:  # noqa: ANN401 - fields of many types
    """Return the case of a line."""
    return case_of({"question": "When does the ferry leave?", **row}, "a.questions.jsonl:1")


@pytest.mark.parametrize(
    ("row", "articles"),
    [
        ({}, None),
        ({"article": "a"}, ("a",)),
        ({"article": 7}, ("7",)),
        ({"article": None}, ()),
        ({"articles": ["a", "b"]}, ("a", "b")),
        ({"articles": []}, ()),
        ({"articles": None}, None),
    ],
)
def test_a_line_says_where_the_answer_stands(
    row: dict[str, Any], articles: tuple[str, ...] | None
) -> None:
    """An article, several, null for none, or nothing where any citation with the answer will do."""
    assert case_of({"question": "問", **row}).articles == articles


def test_a_line_has_everything_that_is_known_of_a_question() -> None:
    """Kind, answers, the question before and whether fields count."""
    row = {"id": 3, "question": "問", "kind": "typo", "answers": ["答"], "after": "前"}
    case = case_of({**row, "metadata": True})
    assert case == Case("3", "問", "typo", None, ("答",), ("前",), metadata=True)


@pytest.mark.parametrize("row", [{}, {"question": ""}, {"question": " "}, {"question": 5}])
def test_a_line_without_a_question_is_refused(row: dict[str, Any]) -> None:
    """The error says what a line looks like."""
    with pytest.raises(KnowledgeError, match='no "question": give every line one'):
        case_of(row)


@pytest.mark.parametrize(
    ("known", "right"),
    [
        ({"article": "ferry"}, True),
        ({"article": "train"}, False),
        ({"articles": ["train", "ferry"]}, True),
        ({"answers": ["noon"]}, True),
        ({"answers": ["NOON", "twelve"]}, True),
        ({"answers": "midnight"}, False),
        ({"article": "ferry", "answers": ["midnight"]}, False),
        ({"answers": ["Ada Wells"]}, False),
        ({"answers": ["Ada Wells"], "metadata": True}, True),
        ({"article": None}, False),
    ],
)
def test_right_is_the_article_and_the_answer(known: dict[str, Any], *, right: bool) -> None:
    """The first citation must be of a named article and hold an answer, as far as told."""
    assert is_right(case(**known), answer()) is right


def test_silence_is_right_only_where_the_articles_are_silent() -> None:
    """Where nothing answers, *related* claims nothing; an answerable question wants a citation."""
    assert is_right(case(article=None), answer(verdict=Verdict.RELATED))
    assert is_right(case(article=None), answer("", Verdict.UNANSWERED))
    assert not is_right(case(article="ferry"), answer("", Verdict.UNANSWERED))


def test_only_what_was_right_can_break() -> None:
    """A question that was never answered right stops nobody; others are told with their place."""
    asked = case(article="ferry", answers=["noon"])
    good, other, none = answer(), answer("A ferry leaves at one."), answer("", Verdict.UNANSWERED)
    assert broken([(asked, good), (asked, other)], [good, none]) == ()
    wants = "a.questions.jsonl:1 “When does the ferry leave?” wants “noon” from ferry, would get "
    assert broken([(asked, good), (asked, good)], [other, none]) == (
        wants + "“A ferry leaves at one.” from ferry",
        wants + "no answer",
    )
    silent = case(article=None)
    assert broken([(silent, none)], [good])[0].partition(" wants ")[2].startswith("no answer, ")


def test_bad_lines_are_named_and_the_others_count(tmp_path: Path) -> None:
    """Lines, whole files and charsets that cannot be read are problems with their place."""
    good, bad = tmp_path / "good", tmp_path / "bad"
    row = json.dumps({"question": "渡輪幾點開？"}, ensure_ascii=False)
    good.write_text(f"\ufeff{row}\n\n{{broken\n[1]\n{row}\n", encoding="utf-8")
    bad.write_bytes("渡輪".encode("gb18030"))
    files = {"g.questions.jsonl": good, "b.questions.jsonl": bad, "no.questions.jsonl": tmp_path}
    golden = read_golden(files)
    assert [c.place for c in golden.cases] == ["g.questions.jsonl:1", "g.questions.jsonl:5"]
    places = [(p.file, p.line) for p in golden.problems]
    assert places[:2] == [("g.questions.jsonl", 3), ("g.questions.jsonl", 4)]
    assert places[2:] == [("b.questions.jsonl", None), ("no.questions.jsonl", None)]
    assert "not a question: " in golden.problems[0].problem
