from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.folding import fold, is_han
from knowledge.profile import (
    BASIC_PLANE,
    CODES,
    FIRST_HASHED,
    FIRST_PAIR,
    GAP,
    SENTENCE,
    TITLE,
    character_code,
    pair_code,
    pair_codes,
    profile,
    word_code,
)
from knowledge.sentences import sentences
from knowledge.tokens import characters, pinyin, runs


def decoded(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """Return the codes of a text's profile, without the end of its empty title."""
    codes = np.frombuffer(profile(text), dtype="<u4").astype(np.uint32)
    assert codes[0] == TITLE
    return codes[1:]


@given(st.one_of(st.text(), st.text("上海。！? a.")))
def test_a_profile_marks_the_end_of_each_sentence(text: str) -> None:
    """A profile has as many marks as the text has sentences, the last at its end."""
    codes = decoded(text)
    assert (codes == SENTENCE).sum() == len(sentences(text))
    assert not len(codes) or codes[-1] == SENTENCE


@given(st.text())
def test_every_code_has_its_place_in_the_table(text: str) -> None:
    """Ranking looks codes up in a table of `CODES` places."""
    assert (decoded(text) < CODES).all()


@given(st.text("上海数字化转型蓝牙，。a b"))
def test_a_profile_holds_the_characters_in_reading_order(text: str) -> None:
    """The Han characters of a passage are there as code points, none lost."""
    han = [c for c in characters(fold(text)) if is_han(c)]
    assert [chr(c) for c in decoded(text) if SENTENCE < c < BASIC_PLANE] == han


@given(st.text("上海数字化转型蓝牙，a b"))
def test_a_profile_holds_the_sounds_of_the_index(text: str) -> None:
    """Two neighbours of one run give the pair of syllables that the field pinyin has."""
    codes = pair_codes(decoded(text))
    wanted = [pair_code(term) for term in pinyin(fold(text)) if "_" in term]
    assert [int(code) for code in codes if code != GAP] == wanted


def test_a_gap_keeps_runs_apart() -> None:
    """蓝 and 牙 with a comma between them are no neighbours."""
    together, apart = pair_codes(decoded("蓝牙")), pair_codes(decoded("蓝,牙"))
    assert pair_code("lan_ya") in together
    assert pair_code("lan_ya") not in apart


def test_sounds_do_not_cross_sentences() -> None:
    """The last character of a sentence and the first of the next are no neighbours."""
    assert set(pair_codes(decoded("蓝。牙")).tolist()) == {GAP}


def test_kinds_of_terms_share_no_code() -> None:
    """A character, a pair of sounds and a word never pass for one another."""
    assert GAP < SENTENCE < TITLE < character_code("上") < BASIC_PLANE <= FIRST_PAIR
    pairs = [pair_code(f"{a}_{b}") for a, b in (("a", "a"), ("zuo", "zuo"))]
    assert all(pair is not None and FIRST_PAIR <= pair < FIRST_HASHED for pair in pairs)
    assert FIRST_HASHED <= word_code("platform") < CODES
    assert FIRST_HASHED <= character_code("𠮷") < CODES


def test_different_pairs_have_different_codes() -> None:
    """No two of the pairs in a long text share a code."""
    terms = {f"{a}_{b}" for a, b in pairwise(["lan", "ya", "dao", "ding", "lan", "dao", "ya"])}
    assert len({pair_code(term) for term in terms}) == len(terms)


def test_a_lone_syllable_has_no_pair_code() -> None:
    """Neither has a pair with an unknown sound."""
    assert [pair_code(term) for term in ("hu", "hu_", "𠮷_hu", "")] == [None] * 4


def test_a_word_is_its_stem() -> None:
    """A passage with factories is found by factory."""
    assert profile("factories") == profile("Factory")


def test_the_script_does_not_matter() -> None:
    """Traditional and Simplified texts have one profile."""
    assert profile("藍牙道釘。") == profile("蓝牙道钉。")


@given(st.text())
def test_a_profile_has_one_gap_for_each_han_run(text: str) -> None:
    """Runs of Han characters can be told apart again."""
    count = sum(han for s in sentences(text) for _, han in runs(fold(s.of(text))))
    assert (decoded(text) == GAP).sum() == count


def test_what_stands_above_comes_first() -> None:
    """The title ends with its own mark and is no sentence."""
    codes = np.frombuffer(profile("藍牙。", "路燈"), dtype="<u4").tolist()
    assert codes == [*map(ord, "路灯"), GAP, TITLE, *map(ord, "蓝牙"), GAP, SENTENCE]
