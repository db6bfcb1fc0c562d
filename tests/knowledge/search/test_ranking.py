from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.indexing.port import Candidates
from knowledge.indexing.profile import end_to_end, profile
from knowledge.search.parser import parse_question
from knowledge.search.ranking import NEIGHBOUR_GAIN, Anchor, rank
from tests.knowledge.conftest import Ask, golden
from tests.knowledge.terms import weighed

TEXT = st.text("上海景点经典数。，a b", max_size=30)


def candidates(texts: Sequence[str], rows: Sequence[int]) -> Candidates:
    """Return texts as candidates with equal first scores."""
    profiles = end_to_end([profile(texts[row]) for row in rows])
    return Candidates(rows, [1.0] * len(rows), profiles)


def ranked(question: str, *texts: str, after: Sequence[str] = ()) -> list[int]:
    """Return the positions of texts in order of rank, with equal first scores."""
    query = parse_question(question, after)
    ranking = rank(query, candidates(texts, range(len(texts))), weighed(query))
    return [hit.passage for hit in ranking.hits]


@pytest.mark.parametrize("case", golden("ranking.jsonl"))
def test_the_right_passage_comes_first(
    case: dict[str, Any], ask_library: Ask, ask_seeds: Ask
) -> None:
    """Each line of `ranking.jsonl` finds its passage first, for the reason it gives."""
    ask = {"library": ask_library, "seeds": ask_seeds}[case["of"]]
    answer = ask(case["question"])
    assert answer.citations, case["why"]
    assert case["expect"] in answer.citations[0].quote, case["why"]


@given(st.lists(TEXT, min_size=1, max_size=6), TEXT, st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(texts: list[str], asked: str, chance: Any) -> None:  # noqa: ANN401 - hypothesis has its own kind of Random
    """The same candidates give the same ranks, in whichever order they come."""
    rows = chance.sample(range(len(texts)), len(texts))
    query = parse_question(asked)
    weights = weighed(query)
    one, other = (rank(query, candidates(texts, order), weights) for order in (rows, sorted(rows)))
    assert [(hit.passage, hit.score) for hit in one.hits] == [
        (hit.passage, hit.score) for hit in other.hits
    ]


def test_ties_go_to_the_passage_that_was_stored_first() -> None:
    """Equal passages keep the order of the articles."""
    assert ranked("景点", "景点。", "景点。", "景点。") == [0, 1, 2]


def test_what_is_written_alike_beats_what_sounds_alike() -> None:
    """Sound is evidence, never identity."""
    assert ranked("景点", "经典。", "景点。") == [1, 0]
    assert ranked("经典", "经典。", "景点。") == [0, 1]


def test_what_sounds_alike_beats_a_stranger() -> None:
    """A wrong character still leads somewhere."""
    assert ranked("景点", "上海。", "经典。") == [1, 0]


def test_terms_that_stand_together_beat_scattered_ones() -> None:
    """Both terms in neighbouring sentences are better than far apart."""
    scattered = "景。上上。海海。数数。点。"
    assert ranked("景 点", scattered, "景。点。上上。海海。数数。") == [1, 0]


def test_windows_do_not_cross_passages() -> None:
    """The first sentence of the next passage is not the second of this one."""
    assert ranked("景 点", "景。", "点。", "景。点。")[0] == 2


def test_a_short_window_beats_a_long_one() -> None:
    """The same terms in fewer words are a better answer."""
    assert ranked("景点", "景点" + "上海" * 60 + "。", "景点。") == [1, 0]


def test_a_passage_without_sentences_is_a_candidate_like_any_other() -> None:
    """A passage that was found by its title alone is ranked last and breaks nothing."""
    assert ranked("景点", "", "景点。") == [1, 0]
    assert ranked("景点", "") == [0]


def test_an_anchor_draws_its_neighbours() -> None:
    """Of equal passages the one next to the anchor comes first; the anchor itself if it gains."""
    query = parse_question("景点")
    texts = ["景点。"] * 6
    follow_up = rank(query, candidates(texts, range(6)), weighed(query), Anchor(3))
    assert [hit.passage for hit in follow_up.hits][:2] == [2, 4]
    quoted = rank(query, candidates(texts, range(6)), weighed(query), Anchor(3, NEIGHBOUR_GAIN))
    assert [hit.passage for hit in quoted.hits][:3] == [3, 2, 4]
    assert len(rank(query, candidates(texts, range(6)), weighed(query), most=2).hits) == 2
