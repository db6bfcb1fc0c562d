from pathlib import Path

import pytest

from benchmarks.sets import DataError, QuestionSet, clean_questions, load_sets


def test_every_folder_with_questions_is_a_set(data: Path) -> None:
    """Sets come in order of name; other folders are left alone."""
    (data / "notes").mkdir()
    assert [one.name for one in load_sets(data)] == ["harbour", "mills"]
    assert [one.name for one in load_sets(data, ["mills"])] == ["mills"]


def test_kinds_come_in_a_known_order(harbour: QuestionSet) -> None:
    """Clean first and unanswerable last, however the file is ordered."""
    assert list(harbour.kinds()) == ["clean", "typo", "unanswerable"]
    assert len(harbour.kinds()["clean"]) == 4


def test_a_question_without_a_kind_is_clean(sets: list[QuestionSet]) -> None:
    """So is every question of a file without kinds."""
    assert list(sets[1].kinds()) == ["clean"]


def test_a_sample_is_drawn_by_kind_and_always_the_same(harbour: QuestionSet) -> None:
    """Two runs ask the same questions."""
    drawn = harbour.sampled(2)
    assert {kind: len(cases) for kind, cases in drawn.kinds().items()} == {
        "clean": 2,
        "typo": 1,
        "unanswerable": 1,
    }
    assert drawn == harbour.sampled(2)
    assert set(drawn.cases) < set(harbour.cases)
    assert set(harbour.sampled(None).cases) == set(harbour.cases)


def test_timed_questions_are_clean_and_mixed(sets: list[QuestionSet]) -> None:
    """Each says which set it is from; the order is seeded."""
    asked = clean_questions(sets, 2)
    assert sorted(name for name, _ in asked) == ["harbour", "harbour", "mills", "mills"]
    assert asked == clean_questions(sets, 2)


def test_a_folder_without_sets_is_told(tmp_path: Path) -> None:
    """The sentence names the folder and the remedy."""
    with pytest.raises(DataError, match="no set here: a set is a folder with"):
        load_sets(tmp_path)
    with pytest.raises(DataError, match="no such folder: name the one"):
        load_sets(tmp_path / "nowhere")
    with pytest.raises(DataError, match=r"articles\.jsonl: no such file"):
        load_sets(tmp_path, ["cmrc"])


def test_a_line_that_is_no_question_is_told(data: Path) -> None:
    """By file and line."""
    file = data / "mills" / "questions.jsonl"
    file.write_text(file.read_text("utf-8") + "{}\n", "utf-8")
    with pytest.raises(DataError, match=r"questions\.jsonl:3: not a question"):
        load_sets(data)
