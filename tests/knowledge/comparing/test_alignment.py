from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.comparing.alignment import Run, aligned

PASSAGE = "昨天上海開會今天上海將新增四十家智能工廠並且啟動五個新城"
SENTENCES = (range(6), range(6, 28))


def test_a_sentence_that_stands_there_is_one_run() -> None:
    """Where it stands, whole."""
    assert aligned("上海將新增四十家", PASSAGE, SENTENCES) == (Run(0, 8, 8),)


def test_the_nearest_of_several_places_counts() -> None:
    """Of two places where a word stands, the one beside the rest of the sentence."""
    runs = aligned("上海將新增六十家智能工廠", PASSAGE, SENTENCES)
    assert runs == (Run(0, 8, 5), Run(6, 14, 6))


def test_words_that_were_cut_out_leave_two_runs() -> None:
    """What was left out in the middle costs nothing."""
    runs = aligned("上海將新增智能工廠啟動新城", PASSAGE, SENTENCES)
    assert sum(run.length for run in runs) == 13


def test_what_shares_only_words_does_not_stand_there() -> None:
    """Units that any two texts have in common are no run."""
    assert aligned("上海的天氣今天比昨天更熱一些", PASSAGE, SENTENCES) == ()


@given(st.text("上海新增工廠家", min_size=1), st.text("上海新增工廠家"))
def test_runs_are_the_same_letters_in_order(sentence: str, passage: str) -> None:
    """Whatever the texts: a run stands in both, and runs never cross."""
    runs = aligned(sentence, passage, (range(len(passage)),))
    for run in runs:
        there = passage[run.written : run.written + run.length]
        assert sentence[run.said : run.said + run.length] == there
    for one, after in pairwise(runs):
        assert one.said + one.length <= after.said
        assert one.written + one.length <= after.written
