import pytest

from knowledge.indexing.profile import end_to_end, profile
from knowledge.model.query import Term
from knowledge.search.other_language.coverage import Coverage, coverage
from knowledge.search.other_language.translation import Translation

CITY = "城市转型。\n工厂在城外，市里没有。"
WARSAW = "A war began. The war of independence ended in 1918."


def chinese(text: str, gain: float = 1.0) -> Translation:
    """Return a Chinese word as a translation."""
    return Translation(text, (Term("words", text),), gain)


def english(*stems: str) -> Translation:
    """Return an English phrase as a translation."""
    return Translation(" ".join(stems), tuple(Term("stems", stem) for stem in stems), 1.0)


def covered(*words: list[Translation], title: str = "") -> Coverage:
    """Return where words stand in two passages."""
    return coverage(words, end_to_end([profile(CITY, title), profile(WARSAW)]))


def test_a_word_stands_where_its_characters_are_neighbours() -> None:
    """城 and 市 of 城外 and 市里 are no 城市."""
    found = covered([chinese("城市")], [chinese("工厂")])
    assert [row[2] for row in found.sentences(0, [1, 0])] == [1, 0]
    assert [row[2] for row in found.sentences(0, [0, 1])] == [0, 1]
    assert found.of(1) == [0, 0]


def test_any_translation_will_do_and_the_best_counts() -> None:
    """Two translations in one place are no more than one."""
    found = covered([chinese("厂房"), chinese("工厂", 0.9), chinese("城外", 0.5)])
    assert found.of(0) == [pytest.approx(0.9)]


def test_half_a_phrase_is_little() -> None:
    """A war is not the war of independence."""
    found = covered([english("war", "independ")])
    assert [row[2] for row in found.sentences(1, [4])] == [pytest.approx(1), pytest.approx(4)]


def test_what_stands_above_is_granted_to_each_sentence() -> None:
    """Every sentence of an article is about its title; another passage's title does not count."""
    found = covered([english("war")], [chinese("工厂")], title="War")
    assert [row[2] for row in found.sentences(0, [1, 0])] == [1, 1]
    assert found.windows([0, 1])[1] == 0


def test_sentences_have_their_places() -> None:
    """They are spans of the passage."""
    found = covered([english("war")])
    assert [WARSAW[start:end].strip() for start, end, *_ in found.sentences(1, [1])] == [
        "A war began.",
        "The war of independence ended in 1918.",
    ]


def test_nothing_may_be_looked_for() -> None:
    """Of a question without a known word nothing is found, and nothing breaks."""
    found = covered()
    assert (found.of(0), found.windows([])) == ([], [0, 0])
