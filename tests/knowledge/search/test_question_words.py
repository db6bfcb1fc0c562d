import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.search.parser import parse_question
from knowledge.search.question_words import question_words
from knowledge.search.synonyms import Synonyms


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("藍牙道釘一個多少錢？", ["藍牙", "道釘"]),
        ("深圳在2018年出台了什麼計劃？", ["深圳", "2018", "出台", "計劃"]),
        ("哪两部作品？", []),
        ("四十家工厂在哪里？", ["40", "工厂"]),
        ("What does Pudong's plan say about robots?", ["Pudong", "plan", "say", "robots"]),
        ("Which colour does the bridge have?", ["bridge"]),
    ],
)
def test_the_words_that_say_something(question: str, expected: list[str]) -> None:
    """As typed, in order; light words and small counts are left out."""
    found = question_words(parse_question(question), Synonyms())
    assert [word.text for word in found] == expected


def test_names_and_numbers_are_known() -> None:
    """A place of the dictionary, a capital inside an English question, a long number."""
    words = question_words(parse_question("深圳的计划在2018年"), Synonyms())
    assert [(w.is_name, w.is_number) for w in words] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    words = question_words(parse_question("Where does Watt live?"), Synonyms())
    assert [word.is_name for word in words if word.text == "Watt"] == [True]


def test_a_word_has_its_synonyms() -> None:
    """What the articles may have instead stands beside the word."""
    words = question_words(parse_question("健康码在哪"), Synonyms({"健康": ("平安",)}))
    assert words[0].instead == ("平安",)


@given(st.text(max_size=60))
def test_a_word_was_typed(question: str) -> None:
    """Whatever is asked, each word stands in the question, or is a number of it in digits."""
    query = parse_question(question)
    for word in question_words(query, Synonyms()):
        assert word.text in query.question or word.is_number
        assert fold(word.text) == word.folded


def test_pinyin_is_as_light_as_what_it_spells() -> None:
    """颜色 and one syllable are left out of a question in pinyin, too."""
    words = question_words(parse_question("lanya daoding de yanse"), Synonyms())
    assert [word.text for word in words] == ["lanya", "daoding"]
