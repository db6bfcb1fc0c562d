from benchmarks.terms import (
    listed_words,
    simplified_doubles,
    simplified_words,
    without_stop_words,
    words,
)


def test_words_are_jiebas_and_lower_case() -> None:
    """Punctuation is no word; Latin words stay whole."""
    assert words("蓝牙道钉，The App") == ["蓝牙", "道钉", "the", "app"]
    assert simplified_words("藍牙") == listed_words("藍牙") == ["蓝牙"]


def test_double_characters_are_simplified() -> None:
    """A lone character and a Latin word stay."""
    assert simplified_doubles("灯塔高 31m 塔") == ["灯塔", "塔高", "31m", "塔"]
    assert simplified_doubles("燈塔") == ["灯塔"]


def test_stop_words_leave_a_question_that_has_others() -> None:
    """A question of nothing else keeps them."""
    assert without_stop_words(["who", "built", "the", "mill"]) == ["built", "mill"]
    assert without_stop_words(["who", "is", "it"]) == ["who", "is", "it"]
