from knowledge.language.cedict import Entry
from knowledge.search.other_language.dictionary import (
    MOST_TO_CHINESE,
    Dictionary,
    dictionary_lines,
    dictionary_words,
)

ENTRIES = [
    Entry("手机", ("cell phone", "mobile phone"), is_name=False),
    Entry("电话", ("telephone", "phone"), is_name=False),
    Entry("话", ("speech", "phone call"), is_name=False),
    Entry("手", ("hand",), is_name=False),
    Entry("特斯拉", ("Nikola Tesla",), is_name=True),
    Entry("工厂", ("factory",), is_name=False),
    Entry("厂", ("factory", "yard"), is_name=False),
]
DICTIONARY = Dictionary(dictionary_lines(ENTRIES, {"工厂": 4_000, "厂": 4_000}))


def chinese(*words: str) -> list[str]:
    """Return what English words may be in Chinese."""
    return DICTIONARY.to_chinese(dictionary_words(words))


def test_words_are_translated_both_ways() -> None:
    """A meaning of several words is one thing, and endings do not count."""
    assert DICTIONARY.to_english("手机") == [["cell", "phone"], ["mobil", "phone"]]
    assert chinese("mobile", "phones") == ["手机"]
    assert (DICTIONARY.to_english("無"), chinese("nothing")) == ([], [])


def test_the_likelier_translation_comes_first() -> None:
    """A word in use, of several characters, is what an article has."""
    assert chinese("factories") == ["工厂", "厂"]


def test_a_word_with_few_translations_borrows() -> None:
    """A cell phone is a phone, if little else is one."""
    assert chinese("phone") == ["电话", "手机", "话"]


def test_there_are_not_too_many_translations() -> None:
    """The twentieth word for something is a guess."""
    many = [Entry(chr(0x4E00 + at) * 2, ("thing",), is_name=False) for at in range(20)]
    lines = dictionary_lines(many, {})
    assert len(Dictionary(lines).to_chinese(["thing"])) == MOST_TO_CHINESE


def test_names_are_known_and_called_by_their_last_word() -> None:
    """Who asks about Tesla does not say Nikola."""
    assert DICTIONARY.is_name("特斯拉")
    assert not DICTIONARY.is_name("工厂")
    assert ["tesla"] in DICTIONARY.to_english("特斯拉")
    assert chinese("tesla") == ["特斯拉"]


def test_the_longest_word_wins() -> None:
    """手机 is no hand; what begins with no word has none."""
    assert DICTIONARY.longest_word("手机工厂") == "手机"
    assert DICTIONARY.longest_word("手工") == "手"
    assert [DICTIONARY.longest_word(run) for run in ("", "龘", "机手", "𠀀")] == [""] * 4
    assert Dictionary([]).longest_word("手机") == ""
