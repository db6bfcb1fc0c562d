from knowledge.language.cedict import Entry
from knowledge.search.other_language.dictionary import Dictionary, dictionary_lines
from knowledge.search.other_language.translation import Word, translated
from knowledge.search.parser import parse_question

ENTRIES = [
    Entry("工厂", ("factory",), is_name=False),
    Entry("独立战争", ("war of independence",), is_name=False),
    Entry("战争", ("war",), is_name=False),
    Entry("欧洲", ("Europe",), is_name=True),
    Entry("华沙", ("Warsaw",), is_name=True),
    Entry("赢", ("win",), is_name=False),
    Entry("新", ("new",), is_name=False),
]
DICTIONARY = Dictionary(dictionary_lines(ENTRIES, {}))


def words(question: str) -> dict[str, Word]:
    """Return the translated words of a question by what they stand for."""
    return {word.text: word for word in translated(parse_question(question), DICTIONARY)}


def texts(word: Word) -> list[str]:
    """Return the translations of a word, the likeliest first."""
    return [translation.text for translation in word.translations]


def test_phrases_are_looked_up_together() -> None:
    """Words that only join others may stand between, and words far apart are no phrase."""
    assert texts(words("When was the War of Independence?")["war independ"]) == ["独立战争"]
    assert "war independ" not in words("Was the war about the city and its independence?")


def test_english_words_may_stand_as_typed() -> None:
    """An article in Chinese may write NFL."""
    assert texts(words("Which factories joined the NFL?")["factori"]) == ["工厂", "factori"]
    assert texts(words("Which factories joined the NFL?")["nfl"]) == ["nfl"]


def test_irregular_forms_and_adjectives_of_places_are_known() -> None:
    """Won is a form of win; what is European may be said of Europe."""
    found = words("Who won the European cup?")
    assert texts(found["win"]) == ["赢", "won"]
    assert texts(found["european"]) == ["欧洲", "european"]


def test_chinese_words_are_the_longest_ones() -> None:
    """独立战争 is one thing; its phrase has to stand in a passage with all its words."""
    found = words("独立战争什么时候开始？")
    (one,) = found["独立战争"].translations
    assert [term.text for term in one.terms] == ["war", "independ"]
    assert "战争" not in found


def test_names_and_numbers_are_told() -> None:
    """Capitals tell an English name, the dictionary a Chinese one; numbers always count."""
    english = words("How many factories did Warsaw have in 1950?")
    assert {text for text, word in english.items() if word.is_name} == {"warsaw", "1950"}
    chinese = words("华沙在一九五〇年有多少工厂？NFL呢？")
    assert {text for text, word in chinese.items() if word.is_name} == {"华沙", "1950", "nfl"}


def test_a_word_is_looked_for_once() -> None:
    """Saying it twice does not make it count twice."""
    assert list(words("Is a factory a new factory?")) == ["factori", "new"]


def test_the_second_translation_is_less_likely() -> None:
    """So is a lone character, which stands in many words."""
    gains = [one.gain for one in words("European?")["european"].translations]
    assert gains == sorted(gains, reverse=True)
    assert words("new?")["new"].translations[0].gain < 1
