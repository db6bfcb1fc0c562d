import math
from collections.abc import Sequence

import pytest

from knowledge.query import Term
from knowledge.weights import WEIGHED_FIELDS, perfect_score, weigh
from tests.knowledge.terms import counted


def test_a_rare_term_weighs_more() -> None:
    """BM25's idf: a term of every passage says little, an unknown one would say most."""
    terms = [Term("words", text) for text in ("all", "one", "none")]
    every, single, unknown = weigh(terms, 10, lambda _: [10, 1, 0])
    assert 0 < every < single < unknown
    assert single == pytest.approx(math.log(1 + 9.5 / 1.5))


def test_a_guess_weighs_less() -> None:
    """The gain of a term is part of its weight."""
    typed, guessed = weigh(
        [Term("stems", "lamp"), Term("stems", "lamb", 0.5)], 10, lambda _: [2, 2]
    )
    assert guessed == pytest.approx(typed / 2)


def test_only_fields_that_count_are_looked_up() -> None:
    """Letters in threes find passages, and weigh nothing in comparing them."""
    terms = [Term("stems", "lamp"), Term("trigrams", "#la"), Term("characters", "灯")]
    looked: list[str] = []

    def frequencies(asked: Sequence[Term]) -> list[int]:
        looked.extend(term.field for term in asked)
        return [1] * len(asked)

    weights = weigh(terms, 10, frequencies)
    assert looked == ["stems", "characters"]
    assert set(looked) <= WEIGHED_FIELDS
    assert [weight > 0 for weight in weights] == [True, False, True]


def test_borrowed_and_guessed_terms_are_not_owed() -> None:
    """A passage that lacks what was only guessed or borrowed has not failed the question."""
    typed = Term("stems", "platform")
    more = (Term("stems", "lamp", 0.3, borrowed=True), Term("stems", "lamb", 0.8, guessed=True))
    alone, three = (typed,), (typed, *more)
    assert perfect_score(alone, weigh(alone, 10, counted)) > 0
    assert perfect_score(alone, weigh(alone, 10, counted)) == perfect_score(
        three, weigh(three, 10, counted)
    )
