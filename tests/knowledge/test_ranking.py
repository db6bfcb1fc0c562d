import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.folding import fold, is_han
from knowledge.index import Candidate
from knowledge.profile import profile
from knowledge.query import Query, Term
from knowledge.ranking import (
    DAMPING_GAIN,
    DAMPING_LENGTH,
    TYPICAL_WINDOW,
    WINDOW_HAN,
    WINDOW_LATIN,
    WINDOW_PINYIN,
    Weights,
    perfect_score,
    rank,
)
from knowledge.sentences import sentences
from knowledge.tokens import characters, pinyin, runs
from knowledge.understanding import understand
from tests.knowledge.conftest import Ask, golden

TEXT = st.text("上海景点经典数。，a b", max_size=30)


def counted(_field: str, text: str) -> int:
    """Return a made-up frequency: the more letters, the rarer."""
    return max(1, 9 - len(text))


def ranked(question: str, *texts: str, after: str | None = None) -> list[int]:
    """Return the positions of texts in order of rank, with equal first scores."""
    candidates = [Candidate(row, 1.0, profile(text)) for row, text in enumerate(texts)]
    hits = rank(understand(question, after), candidates, Weights(20, counted))
    return [hit.passage for hit in hits]


@pytest.mark.parametrize("case", golden("ranking.jsonl"))
def test_the_right_passage_comes_first(
    case: dict[str, Any], ask_library: Ask, ask_seeds: Ask
) -> None:
    """Each line of `ranking.jsonl` finds its passage first, for the reason it gives."""
    ask = {"library": ask_library, "seeds": ask_seeds}[case["of"]]
    answer = ask(case["question"])
    assert answer.citations, case["why"]
    assert case["expect"] in answer.citations[0].quote, case["why"]


def expected_window(text: str, query: Query, weights: Weights) -> float:
    """Return what the docstring of ranking promises, by plain counting."""
    shares = {"pinyin": WINDOW_PINYIN, "han": WINDOW_HAN, "latin": WINDOW_LATIN}
    weight_of: dict[str, float] = {}
    for term in query.terms:
        if term.field == "pinyin" and "_" in term.text:
            kind = "pinyin"
        elif term.field == "characters":
            kind = "han" if is_han(term.text[0]) else "latin"
        else:
            continue
        weight_of[term.text] = shares[kind] * term.gain * weights(term.field, term.text)
    found = []
    for span in sentences(text):
        folded = fold(span.of(text))
        gaps = sum(1 for _ in runs(folded))
        terms = characters(folded)
        found.append(({*terms, *pinyin(folded)}, len(terms), gaps))
    best = 0.0
    for (here, width, _), (there, more, _) in pairwise([*found, (set(), 0, 0)]):
        weight = sum(weight_of.get(term, 0.0) for term in here | there)
        damping = 1 + DAMPING_LENGTH * (0.7 + 0.3 * (width + more) / TYPICAL_WINDOW)
        best = max(best, weight * DAMPING_GAIN / damping)
    return best


@given(st.lists(TEXT, min_size=1, max_size=5), TEXT)
def test_a_score_is_the_first_score_and_the_best_window(texts: list[str], asked: str) -> None:
    """Weighing all passages in one pass gives what counting sentence by sentence gives."""
    query, weights = understand(asked), Weights(20, counted)
    candidates = [Candidate(row, row * 0.1, profile(text)) for row, text in enumerate(texts)]
    hits = {hit.passage: hit for hit in rank(query, candidates, weights)}
    for row, text in enumerate(texts):
        assert hits[row].score == pytest.approx(row * 0.1 + expected_window(text, query, weights))


@given(st.lists(TEXT, min_size=1, max_size=6), TEXT, st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(texts: list[str], asked: str, chance: Any) -> None:  # noqa: ANN401 - hypothesis has its own kind of Random
    """The same candidates give the same ranks, in whichever order they come."""
    candidates = [Candidate(row, 1.0, profile(text)) for row, text in enumerate(texts)]
    shuffled = chance.sample(candidates, len(candidates))
    query, weights = understand(asked), Weights(20, counted)
    assert rank(query, shuffled, weights) == rank(query, candidates, weights)


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


def test_no_candidates_give_no_hits() -> None:
    """Nothing found is nothing ranked."""
    assert ranked("景点") == []


def test_a_rare_term_weighs_more() -> None:
    """BM25's idf: a term of every passage says little, an unknown one would say most."""
    weights = Weights(10, lambda _field, text: {"all": 10, "one": 1}.get(text, 0))
    assert 0 < weights("words", "all") < weights("words", "one") < weights("words", "none")
    assert weights("words", "one") == pytest.approx(math.log(1 + 9.5 / 1.5))


def test_a_frequency_is_looked_up_once() -> None:
    """The index is asked for a term once a question."""
    looked: list[str] = []

    def frequency(_field: str, text: str) -> int:
        looked.append(text)
        return len(looked)

    weights = Weights(10, frequency)
    assert weights("words", "a") == weights("words", "a")
    assert looked == ["a"]


def test_borrowed_and_guessed_terms_are_not_owed() -> None:
    """A passage that lacks what was only guessed or borrowed has not failed the question."""
    weights = Weights(10, counted)
    typed = Term("words", "platform")
    more = (Term("words", "lamp", 0.3, borrowed=True), Term("words", "lamb", 0.8, guessed=True))
    alone, all_three = (Query("q", "q", frozenset(), terms) for terms in ((typed,), (typed, *more)))
    assert perfect_score(alone, weights) == perfect_score(all_three, weights) > 0


def test_coverage_compares_short_and_long_questions() -> None:
    """A passage that holds all of a question covers about all of its weight, however long it is."""
    shares = []
    for text in ("景点", "数字化转型的进展如何上海海上"):
        (hit,) = rank(understand(text), [Candidate(1, 0.0, profile(text))], Weights(20, counted))
        shares.append(hit.coverage)
    assert shares[0] == pytest.approx(shares[1], abs=0.25)
