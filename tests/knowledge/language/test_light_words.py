import pytest

from knowledge.language.light_words import light_words, light_words_in_pinyin


@pytest.mark.parametrize("word", ["颜色", "提到", "非常", "因为", "year", "typically"])
def test_a_word_that_an_answer_need_not_repeat_is_light(word: str) -> None:
    """The class of what is asked for, and adverbs and conjunctions, say little."""
    assert word in light_words()


@pytest.mark.parametrize("word", ["上海", "工厂", "开发", "出生", "第一", "bridge", "2018"])
def test_what_tells_things_apart_is_not_light(word: str) -> None:
    """Names, numbers, and words that tell one thing from another must stand in the answer."""
    assert word not in light_words()


def test_light_words_are_light_in_pinyin() -> None:
    """As they are typed without an input method."""
    assert "yanse" in light_words_in_pinyin()
    assert "gongchang" not in light_words_in_pinyin()
