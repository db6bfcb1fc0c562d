from dataclasses import replace

from benchmarks import near
from benchmarks.sets import NEAR, QuestionSet
from knowledge.library.golden import CLEAN, case_of


def with_near(harbour: QuestionSet) -> QuestionSet:
    """Return the set with a question that its second passage names and does not answer."""
    row = {"id": "n", "kind": NEAR, "question": "渡轮的船票多少钱？", "article": None}
    return replace(harbour, cases=(*harbour.cases, case_of(row)), near={"n": "h2"})


def test_a_near_miss_is_asked_where_its_passage_is(harbour: QuestionSet) -> None:
    """A body is asked what it answers, what it nearly answers, and some from elsewhere."""
    one = with_near(harbour)
    kinds = [case.kind for case in near.cases_of(one, frozenset(["h2"]))]
    assert kinds.count(NEAR) == 1
    assert kinds.count(CLEAN) == 1
    assert NEAR not in [case.kind for case in near.cases_of(one, frozenset(["h1"]))]


def test_rates_are_told_of_every_size(harbour: QuestionSet) -> None:
    """A row for the whole set, and one for each size of small bodies."""
    rows = list(near.rates_of(with_near(harbour)))
    assert [row.passages for row in rows] == [5, *near.SIZES]
    assert rows[0].near == 0
    assert rows[0].clean is not None
    (table,) = near.lines([with_near(harbour)])
    assert table.count("| harbour |") == len(rows)
