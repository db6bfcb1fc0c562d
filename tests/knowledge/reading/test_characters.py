from opencc import OpenCC

from knowledge.reading.characters import COMMON, SIMPLIFIED, TRADITIONAL


def test_the_two_scripts_pair_up() -> None:
    """Every Traditional character of the list has its Simplified one in the same place."""
    assert "".join(map(OpenCC("t2s").convert, TRADITIONAL)) == SIMPLIFIED


def test_no_character_is_in_both_scripts() -> None:
    """The two lists share no character, and no character stands in one of them twice."""
    assert len(set(TRADITIONAL) | set(SIMPLIFIED)) == len(TRADITIONAL) + len(SIMPLIFIED)


def test_common_characters_are_chinese() -> None:
    """The characters that vouch for a charset are Chinese ones only."""
    assert all("\u4e00" <= character <= "\u9fff" for character in COMMON)
