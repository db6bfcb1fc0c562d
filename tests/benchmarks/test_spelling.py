from dataclasses import replace

from benchmarks.sets import QuestionSet
from benchmarks.spelling import in_pinyin, is_chinese, spelled


def test_words_are_spelled_as_they_are_read() -> None:
    """行 is hang in 银行 and xing in 行走; either script is spelled alike."""
    assert spelled("银行在哪里？") == spelled("銀行在哪裡？") == "yinhang zai nali ？"
    assert spelled("行走") == "xingzou"
    assert spelled("How tall is it?") == "How tall is it?"


def test_only_questions_as_asked_and_unanswerable_ones_are_spelled(harbour: QuestionSet) -> None:
    """A misspelled character has no pinyin of its own; where the passage stands stays the same."""
    made = in_pinyin(harbour.cases)
    assert {case.kind for case in made} <= {"clean", "unanswerable"}
    kept = [case for case in harbour.cases if case.kind in ("clean", "unanswerable")]
    assert [case.articles for case in made] == [case.articles for case in kept]
    assert all(case.question.isascii() or "？" in case.question for case in made)


def test_a_set_is_chinese_if_most_of_its_questions_are(harbour: QuestionSet) -> None:
    """An English set with a Chinese name in a question is not."""
    asked = ["How tall is it?", "When?", "塔有多高？"]
    english = [replace(harbour.cases[0], question=question) for question in asked]
    assert is_chinese(harbour.cases)
    assert not is_chinese(english)
