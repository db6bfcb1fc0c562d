from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from knowledge.language.fuzzy import MOST_REPAIRS, alike, is_repairable, likeness, near_words

WORDS = st.text("abcdeplatform", min_size=1, max_size=9)


def test_one_slip_finds_the_word() -> None:
    """A letter missing, added, changed or swapped is one slip."""
    for slip in ("platfrm", "plattform", "platfirm", "paltform"):
        assert near_words(slip, ["platform", "harbour"]) == [("platform", 0.8)]


def test_two_slips_are_believed_in_long_words_only() -> None:
    """Four letters with two slips may be anything."""
    assert near_words("algaritem", ["algorithm"]) == [("algorithm", 0.5)]
    assert near_words("hvse", ["hive"]) == []


def test_short_words_are_not_repaired() -> None:
    """Words of three letters have too many neighbours."""
    assert near_words("trm", ["tram"]) == []


def test_only_the_nearest_words_count() -> None:
    """With one slip there is no reason to think of two."""
    assert near_words("trams", ["tram", "trees"]) == [("tram", 0.8)]


def test_numbers_and_chinese_are_not_repaired() -> None:
    """2023 is not 2022, and Chinese slips are a matter of sounds."""
    assert near_words("2023", ["2022"]) == []
    assert not is_repairable("蓝牙道钉")


@given(WORDS, st.lists(WORDS, max_size=20))
def test_a_guess_weighs_less_than_a_word_that_was_typed(word: str, known: list[str]) -> None:
    """Repairs come from the vocabulary, are never the word itself, and have a gain below one."""
    near = near_words(word, known)
    assert len(near) <= MOST_REPAIRS
    assert all(found in known and found != word and 0 < gain < 1 for found, gain in near)


@given(st.text(), st.text())
def test_likeness_is_a_number_from_0_to_1(one: str, other: str) -> None:
    """A text is wholly like itself and as like another as that is like it."""
    assert likeness(one, one) == 1.0
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


@given(st.text(), st.text(), st.floats(0.1, 1))
def test_likeness_goes_both_ways(one: str, other: str, least: float) -> None:
    """A text is like itself, and as like another as that is like it."""
    assert alike(one, one, least) or not one
    assert alike(one, other, least) == alike(other, one, least)


@given(st.text(max_size=20), st.text(max_size=20), st.floats(0.1, 1))
def test_the_quick_way_out_changes_nothing(one: str, other: str, least: float) -> None:
    """Texts of very different lengths are told apart without looking at their letters."""
    assert alike(one, other, least) == (fuzz.ratio(one, other, score_cutoff=least * 100) > 0)


def test_there_are_five_guesses_at_most() -> None:
    """A word with many neighbours does not become a query of them all."""
    assert len(near_words("lamps", [f"lamp{end}" for end in "abcdefgh"])) == MOST_REPAIRS
