import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import INVISIBLE, fold, is_han, without_invisible


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    """A span in the folded text is the same span in the original, for any text."""
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What the index holds folds to itself."""
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folding_works_on_one_character_at_a_time(one: str, other: str) -> None:
    """A character folds the same whatever stands beside it."""
    assert fold(one + other) == fold(one) + fold(other)


def test_every_character_there_is_folds_to_one_that_stays() -> None:
    """Length and idempotence hold for all of Unicode, lone surrogates too, not for a sample."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded


def test_traditional_and_simplified_meet() -> None:
    """A question in one script finds an article in the other."""
    assert fold("藍牙道釘與數字化轉型") == fold("蓝牙道钉与数字化转型")


def test_machine_converted_characters_meet() -> None:
    """Pages converted by machine write 標志著 and ﹔; readers write 标志着 and ；."""
    assert fold("標志著﹔下著雨︱") == "标志着;下着雨|"


def test_case_width_and_accents_do_not_count() -> None:
    """Capital, full-width and accented letters are the plain ones."""
    assert fold("ＡＰＰ Beyoncé Ünal　ﾃ") == "app beyonce unal テ"


def test_marks_of_other_scripts_stay() -> None:
    """が is not か, й is not и: only Latin letters lose their marks."""
    assert fold("がй") == "がй"


def test_a_character_that_would_become_two_stays() -> None:
    """ß, ﬁ and ㎏ keep their length, so they keep their form."""
    assert fold("ßﬁ㎏") == "ßﬁ㎏"


def test_folding_goes_on_until_nothing_changes() -> None:
    """薴 becomes 苧 and that becomes 苎."""
    assert fold("薴") == fold("苧") == "苎"


@given(st.text(st.characters(exclude_categories=[])))
def test_a_question_is_what_a_person_sees(text: str) -> None:
    """No control, zero-width or bidi character and no half of a pair is left of a question."""
    shown = without_invisible(text)
    assert not INVISIBLE & set(shown)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs"}
    assert shown == shown.strip()


def test_a_control_character_divides_words() -> None:
    """A tab or NUL between words is a space, a zero-width space is nothing."""
    assert without_invisible("隨申\u200b碼\t顏色\x00?") == "隨申碼 顏色 ?"


def test_visible_text_stays_as_it_is() -> None:
    """Emoji, punctuation and rare characters are part of a question."""
    assert without_invisible("🚢 𠮷野家？") == "🚢 𠮷野家？"


def test_han_is_chinese_only() -> None:
    """Unified ideographs and their extensions are Han; kana, Hangul and letters are not."""
    assert all(map(is_han, "一龥㐀𠮷"))
    assert not any(map(is_han, "かﾃ한aé1，。𝒳"))
