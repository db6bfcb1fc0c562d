import math

import pytest

from knowledge.query import Query, Term
from knowledge.weights import Weights, perfect_score


def counted(_field: str, text: str) -> int:
    """Return a made-up frequency: the more letters, the rarer."""
    return max(1, 9 - len(text))


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
