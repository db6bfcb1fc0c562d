from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold, is_han
from knowledge.language.tokens import (
    FIELDS,
    STOP_WORDS,
    characters,
    cut,
    double_characters,
    pairs,
    pinyin,
    runs,
    stem,
    stems,
    trigrams,
    words,
)


@given(st.text())
def test_terms_have_no_white_space(text: str) -> None:
    """The index joins terms with spaces, so no term of any field may hold one."""
    for terms in FIELDS.values():
        assert all(term and not any(map(str.isspace, term)) for term in terms(cut(fold(text))))


@given(st.text())
def test_runs_are_all_letters_in_order(text: str) -> None:
    """Runs stand in the text one after another, each all Han or without any."""
    at = 0
    for run, han in ((h or w, bool(h)) for h, w in runs(text)):
        at = text.index(run, at) + len(run)
        assert {is_han(character) for character in run} == {han}


@given(st.text("上海数字化转型a b", max_size=20))
def test_single_characters_keep_every_han_character(text: str) -> None:
    """A passage can be found by any one of its characters."""
    assert [c for c in characters(cut(text)) if is_han(c)] == [c for c in text if is_han(c)]


def test_words_come_in_search_mode() -> None:
    """A long word is found by the words inside it, too."""
    assert words(cut("数字化转型")) == ["数字", "数字化", "转型"]


def test_words_are_cut_without_guessing() -> None:
    """Unknown names fall into characters and are not glued to their neighbours."""
    assert words(cut("唐小丽说")) == ["唐", "小", "丽", "说"]


def test_latin_words_are_stems() -> None:
    """A plural finds the singular, alone and beside its neighbour."""
    assert stems(cut("factories 工厂")) == stems(cut("factory"))
    assert pairs(cut("smart factories")) == pairs(cut("smart factory"))


def test_a_stem_is_for_english_only() -> None:
    """Numbers, mixed words and other alphabets stay as they are."""
    assert [stem(word) for word in ("2022", "a1s", "слова", "ches")] == [
        "2022",
        "a1s",
        "слова",
        "ches",
    ]


def test_pinyin_pairs_do_not_cross_punctuation() -> None:
    """Sounds are neighbours only inside one run."""
    assert pinyin(cut("蓝牙,道钉")) == [*pinyin(cut("蓝牙")), *pinyin(cut("道钉"))]


def test_trigrams_leave_stop_words_out() -> None:
    """Every English text has the; its letters say nothing."""
    assert trigrams(cut("the bee")) == ["#be", "bee", "ee#"]


def test_pairs_reach_over_stop_words() -> None:
    """The light of the harbour and harbour light share no pair, light of harbour does."""
    assert pairs(cut("light of the harbour")) == ["light_harbour"]


def test_double_characters_stand_side_by_side() -> None:
    """Only neighbours inside one run make a pair."""
    assert double_characters(cut("蓝牙道钉")) == ["蓝牙", "牙道", "道钉"]
    assert double_characters(cut("蓝 牙")) == []


def test_numbers_are_stems_in_digits() -> None:
    """四十家 and 40家 share the number."""
    assert set(stems(cut("四十家"))) & set(stems(cut("40家"))) == {"40"}


def test_stop_words_are_in_the_form_of_the_index() -> None:
    """A stop word that folding changes would never be met."""
    assert {fold(word) for word in STOP_WORDS} == STOP_WORDS
