import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.syllables import (
    LONGEST_SYLLABLE,
    SOUNDS,
    all_syllables,
    lone_sound,
    sound_number,
    sound_of,
    sound_pair,
    spelled,
    syllable,
)


def test_a_character_sounds_without_its_tone() -> None:
    """妈 麻 马 骂 sound alike to a keyboard, and ü is u."""
    assert {syllable(c) for c in "妈麻马骂"} == {"ma"}
    assert syllable("绿") == "lu"


def test_a_character_has_its_commonest_reading() -> None:
    """行 is read in two ways; the index takes one."""
    assert syllable("行") == "xing"


def test_what_has_no_sound_stands_for_itself() -> None:
    """A letter or an emoji is its own sound."""
    assert [syllable(c) for c in "a🚢"] == ["a", "🚢"]


def test_syllables_are_plain_letters_in_order() -> None:
    """Numbers of syllables never depend on the machine."""
    known = all_syllables()
    assert list(known) == sorted(set(known))
    assert all(s.isascii() and s.islower() and len(s) <= LONGEST_SYLLABLE for s in known)
    assert {"zhuang", "a", "lu"} <= set(known)


@given(st.lists(st.sampled_from(all_syllables()), min_size=1, max_size=5).map("".join))
def test_pinyin_is_read_whole(word: str) -> None:
    """Any syllables in a row are pinyin, and what is read spells the word again."""
    read = spelled(word)
    assert read
    assert "".join(read) == word.replace("v", "u")
    assert set(read) <= set(all_syllables())


def test_the_fewest_syllables_win() -> None:
    """A person who types xian mostly means 先 or 线, not 西安."""
    assert spelled("xian") == ("xian",)
    assert spelled("zhuangshi") == ("zhuang", "shi")


def test_v_is_typed_for_the_letter_that_keyboards_lack() -> None:
    """绿 is typed lv."""
    assert spelled("lvma") == ("lu", "ma")


def test_other_words_are_no_pinyin() -> None:
    """English, numbers and Han characters are not read as sounds."""
    assert [spelled(word) for word in ("password", "2", "lan2ya", "蓝牙", "")] == [()] * 5


def test_sounds_have_numbers() -> None:
    """Characters that sound alike have one number; what has no sound that others share has none."""
    assert sound_number("享") == sound_number("想") == sound_of("xiang") > 0
    assert sound_number("𠮷") == sound_of("xyz") == 0
    assert len(all_syllables()) < SOUNDS


def test_sounds_are_written_in_an_alphabet_of_their_own() -> None:
    """No two pairs and no lone sound share a letter, none is one that a text could have."""
    numbers = range(0, SOUNDS, 37)
    letters = [sound_pair(a, b) for a in numbers for b in numbers] + [*map(lone_sound, numbers)]
    assert len(set(letters)) == len(letters)
    assert all(unicodedata.category(letter) == "Cn" for letter in letters)
