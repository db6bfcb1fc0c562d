import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.query import Term
from knowledge.search.weights import (
    FEWEST_FOLLOWED,
    MOST_FOLLOWED,
    WEIGHED_FIELDS,
    perfect_score,
    weigh,
    worth_following,
)
from tests.knowledge.terms import counted

COUNTS = st.lists(st.integers(0, 1_000_000), max_size=30)


def words(count: int) -> list[Term]:
    """Return so many different terms."""
    return [Term("words", f"word{number}") for number in range(count)]


def test_a_rare_term_weighs_more() -> None:
    """BM25's idf: a term of every passage says little, an unknown one would say most."""
    every, single, unknown = weigh(words(3), [10, 1, 0], 10)
    assert 0 < every < single < unknown
    assert single == pytest.approx(math.log(1 + 9.5 / 1.5))


def test_a_guess_weighs_less() -> None:
    """The gain of a term is part of its weight."""
    typed, guessed = weigh([Term("stems", "lamp"), Term("stems", "lamb", 0.5)], [2, 2], 10)
    assert guessed == pytest.approx(typed / 2)


def test_only_fields_that_count_weigh() -> None:
    """Letters in threes find passages, and weigh nothing in comparing them."""
    terms = [Term("stems", "lamp"), Term("trigrams", "#la"), Term("characters", "灯")]
    weights = weigh(terms, [1, 1, 1], 10)
    assert [weight > 0 for weight in weights] == [term.field in WEIGHED_FIELDS for term in terms]


def test_borrowed_and_guessed_terms_are_not_owed() -> None:
    """A passage that lacks what was only guessed or borrowed has not failed the question."""
    typed = Term("stems", "platform")
    more = (Term("stems", "lamp", 0.3, borrowed=True), Term("stems", "lamb", 0.8, guessed=True))
    owed, all_three = (
        perfect_score(terms, weigh(terms, counted(terms), 10))
        for terms in ((typed,), (typed, *more))
    )
    assert owed == all_three > 0


@given(COUNTS)
def test_small_bodies_follow_every_term(counts: list[int]) -> None:
    """Nothing is left out where looking everything up costs nothing."""
    terms = words(len(counts))
    assert worth_following(terms, counts, MOST_FOLLOWED) == terms


@given(COUNTS)
def test_large_bodies_leave_out_the_most_frequent_terms(counts: list[int]) -> None:
    """What is followed is rarer than what is not, and there is always something to follow."""
    terms = words(len(counts))
    followed = worth_following(terms, counts, 1_000_000)
    assert len(followed) >= min(FEWEST_FOLLOWED, len(terms))
    count_of = dict(zip(terms, counts, strict=True))
    rest = [count_of[term] for term in terms if term not in followed]
    assert not rest or max(count_of[term] for term in followed) <= min(rest)
