from benchmarks.quality import hard_cases, recalls_alone, taken_out
from benchmarks.sets import QuestionSet


def test_half_the_clean_questions_lose_their_titles(harbour: QuestionSet) -> None:
    """Drawn with the seed: the same titles every time, never all."""
    titles = taken_out(harbour)
    assert titles == taken_out(harbour)
    assert set() < titles < {"白沙港", "青屿", "竹山"}


def test_a_question_whose_title_is_gone_answers_to_nothing(harbour: QuestionSet) -> None:
    """Other clean questions stay; misspelled ones are left out."""
    cases = {case.id: case for case in hard_cases(harbour, frozenset({"白沙港"}))}
    assert list(cases) == ["2", "3", "4", "5"]
    assert (cases["2"].articles, cases["2"].kind) == ((), "taken out")
    assert (cases["4"].articles, cases["4"].kind) == (("h4",), "clean")


def test_recall_is_the_share_of_right_first_passages(harbour: QuestionSet) -> None:
    """By set and kind, in a process of its own; nothing is told of unanswerable questions.

    An engine that finds what another one finds is not asked again.
    """
    rows = list(recalls_alone([harbour], ["fts5-doubles", "tantivy-guide"]))
    assert [(r.corpus, r.set, r.kind, r.questions) for r in rows] == [
        ("harbour", "harbour", "clean", 4),
        ("harbour", "harbour", "typo", 1),
    ]
    assert {r.recall for r in rows} == {1.0}
