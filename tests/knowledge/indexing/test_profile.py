import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.indexing.profile import HALF, LONGEST_TITLE, MOST, end_to_end, profile
from knowledge.indexing.scan import (
    BASIC_PLANE,
    CODE_BITS,
    CODES,
    GOES_ON,
    character_code,
    word_code,
)
from knowledge.language.folding import fold, is_han
from knowledge.language.kinds import Kind
from knowledge.language.sentences import sentences
from knowledge.language.syllables import SOUNDS, sound_pair
from knowledge.language.tokens import characters, cut, pinyin

TEXT = st.one_of(st.text(), st.text("上海。！？ a.四十"))


def tokens(text: str, title: str = "") -> list[int]:
    """Return the tokens of a text's profile."""
    return [int(token) for token in end_to_end([profile(text, title)]).tokens]


def codes(text: str, title: str = "") -> list[int]:
    """Return the codes of a text's tokens."""
    return [token & (CODES - 1) for token in tokens(text, title)]


def sounds(text: str) -> list[str]:
    """Return the pairs of sounds that a text's tokens spell."""
    found = tokens(text)
    spoken = [token >> CODE_BITS & (SOUNDS - 1) for token in found]
    return [
        sound_pair(spoken[at], spoken[at + 1])
        for at, token in enumerate(found)
        if token & GOES_ON and spoken[at] and spoken[at + 1]
    ]


@given(TEXT)
def test_a_profile_has_a_segment_for_each_sentence(text: str) -> None:
    """The first segment is what stands above; the others say where the sentences are."""
    made = end_to_end([profile(text, "上海")])
    spans = [(packed >> HALF, packed & MOST) for packed in made.segments[:, 0].tolist()]
    assert spans == [(0, 0), *((span.start, span.end) for span in sentences(text))]
    assert (made.segments[:, 1] >> HALF).sum() == len(made.tokens)


@given(st.text("上海数字化转型蓝牙，。a b"))
def test_a_profile_holds_the_characters_in_reading_order(text: str) -> None:
    """The Han characters of a passage are there as code points, none lost."""
    han = [c for c in characters(cut(fold(text))) if is_han(c)]
    assert [chr(code) for code in codes(text) if code < BASIC_PLANE] == han


@given(st.text("上海数字化转型蓝牙，a b"))
def test_a_profile_holds_the_sounds_of_the_index(text: str) -> None:
    """Two neighbours of one run give the pair of sounds that the field pinyin has."""
    assert sounds(text) == [term for term in pinyin(cut(fold(text))) if ord(term) >= 0x50000]


def test_sounds_cross_neither_commas_nor_sentences() -> None:
    """蓝 and 牙 with something between them are no neighbours."""
    assert len(sounds("蓝牙")) == 1
    assert sounds("蓝,牙") == sounds("蓝。牙") == []


def test_kinds_of_terms_share_no_code() -> None:
    """A character and a word never pass for one another."""
    assert character_code("上") < BASIC_PLANE <= word_code("platform") < CODES
    assert BASIC_PLANE <= character_code("𠮷") < CODES


def test_a_word_is_its_stem_and_a_number_its_digits() -> None:
    """A passage with factories is found by factory, one with 四十 by 40."""
    assert codes("factories") == codes("Factory")
    assert word_code("40") in codes("四十家")
    assert codes("40") == [word_code("40")]


def test_the_script_does_not_matter() -> None:
    """Traditional and Simplified texts have one profile."""
    one, other = profile("藍牙道釘。"), profile("蓝牙道钉。")
    assert (one.numbers == other.numbers).all()


def test_what_stands_above_comes_first() -> None:
    """The tokens of the title are the first segment's; a very long title is cut."""
    made = end_to_end([profile("藍牙。", "路燈")])
    assert [token & (CODES - 1) for token in made.tokens.tolist()] == [*map(ord, "路灯蓝牙")]
    assert (made.segments[:, 1] >> HALF).tolist() == [2, 2]
    assert len(tokens("", "燈" * 1000)) == LONGEST_TITLE


def test_a_sentence_says_what_it_may_answer() -> None:
    """A sentence with a year has a time; the kinds stand beside its length."""
    made = end_to_end([profile("大橋在2019年通車。它很長。")])
    kinds = made.segments[1:, 1] & MOST
    assert kinds[0] & Kind.TIME
    assert kinds[1] & Kind.REFERS_BACK


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_profiles_lie_end_to_end(texts: list[str]) -> None:
    """Several profiles in a row hold what each holds."""
    made = [profile(text) for text in texts]
    together = end_to_end(made)
    assert together.segments_of.tolist() == [one.segments for one in made]
    assert together.tokens.tolist() == [token for text in texts for token in tokens(text)]
    assert together.tokens_of.sum() == len(together.tokens)
    assert together.segments.dtype == together.tokens.dtype == np.uint32
