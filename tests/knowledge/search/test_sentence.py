import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.sentences import sentences
from knowledge.model.article import Span
from knowledge.model.query import Query
from knowledge.search.parser import parse_question
from knowledge.search.sentence import (
    MOST_CITATIONS,
    answering_sentence,
    different_places,
    sentence_features,
)
from tests.knowledge.terms import looked_for

TEXT = st.text("蓝牙道釘靠近停車框。 the lamps", max_size=40)


def chosen(query: Query, quote: str, title: str = "") -> Span:
    """Return where the highlighted sentence stands."""
    return answering_sentence(looked_for(query, [quote], title), query.asks, 0)


def sentence(question: str, quote: str, title: str = "") -> str:
    """Return the sentence that is highlighted."""
    return chosen(parse_question(question), quote, title).of(quote)


def test_the_sentence_with_the_questions_words_answers() -> None:
    """Of several sentences, the one that holds what was asked is highlighted."""
    quote = "路邊出現道釘。單車停靠在距離停車框不到2米處。鎖車失敗。"
    assert sentence("距離停車框幾米", quote) == "單車停靠在距離停車框不到2米處。"


def test_the_title_does_not_choose_the_sentence() -> None:
    """Every sentence of an article is about its title, so the other words decide."""
    quote = "數字化轉型要走在前列。李強強調任務。"
    assert sentence("數字化轉型誰強調", quote) == "數字化轉型要走在前列。"
    assert sentence("數字化轉型誰強調", quote, "城市數字化轉型") == "李強強調任務。"


@pytest.mark.parametrize(
    ("question", "quote", "answer"),
    [
        ("大橋何時通車", "大橋通車了。大橋在2019年通車。", "大橋在2019年通車。"),
        ("大橋有多少車道", "大橋車道寬。大橋有六條車道。", "大橋有六條車道。"),
        ("誰為大橋剪綵", "大橋剪綵。市長為大橋剪綵。", "市長為大橋剪綵。"),
        ("大橋在哪裡", "大橋很長。大橋連著兩個島。", "大橋連著兩個島。"),
        ("When did it open?", "It did open. It did open in May.", "It did open in May."),
        ("How many lamps?", "Lamps shine. Forty lamps, or 40.", "Forty lamps, or 40."),
    ],
)
def test_a_sentence_with_what_is_asked_for_is_preferred(
    question: str, quote: str, answer: str
) -> None:
    """A question for a time wants a sentence with a time; so with numbers, people and places."""
    assert sentence(question, quote) == answer


def test_the_earlier_sentence_wins_a_tie() -> None:
    """The same quote always has the same highlight."""
    assert sentence("茶園", "茶園一。茶園二。") == "茶園一。"


def test_sounds_choose_a_sentence_where_characters_do_not() -> None:
    """A wrong character or bare pinyin still highlights the right sentence."""
    quote = "春茶晚了。藍牙道釘閃爍。"
    assert sentence("蓝牙道丁", quote) == sentence("daoding", quote) == "藍牙道釘閃爍。"


def test_borrowed_words_do_not_choose_the_sentence() -> None:
    """The answer to a follow-up is about the follow-up."""
    query, quote = parse_question("那閃爍呢", ["藍牙"]), "藍牙藍牙。閃爍。"
    assert any(term.borrowed for term in query.terms)
    assert chosen(query, quote).of(quote) == "閃爍。"


def test_a_sentence_may_lean_on_the_one_before() -> None:
    """What begins with "it" shares in what the sentence before covers."""
    query = parse_question("道釘")
    leaning, other = (
        sentence_features(looked_for(query, [quote]), query.asks, 0)[1][2]
        for quote in ("道釘很亮。它在路邊。", "道釘很亮。茶園在東岸。")
    )
    assert leaning > other == 0


def test_the_beginning_says_what_the_title_is() -> None:
    """Where the title says all that the question says, the first sentence answers."""
    quote = "是一種路燈。春茶晚了。颱風來了。"
    assert sentence("道釘是什麼", quote, "道釘") == "是一種路燈。"


def test_a_quote_without_sentences_has_none() -> None:
    """White space alone is highlighted nowhere."""
    assert chosen(parse_question("茶"), " \n") == Span(0, 0)


@given(TEXT, TEXT)
def test_the_highlight_is_a_sentence_of_the_quote(question: str, quote: str) -> None:
    """What is highlighted is a whole sentence, or nothing of a quote without one."""
    assert chosen(parse_question(question), quote) in (*sentences(quote), Span(0, 0))


def test_a_repeated_passage_is_one_place() -> None:
    """Two articles that print the same text are cited once."""
    text = "靜安區針對共享單車亂停放現象推出解決對策。"
    assert different_places([text, text.replace("。", "！"), "春茶晚了十天。"]) == [0, 2]


def test_there_are_three_places_at_most() -> None:
    """More than three citations are no help."""
    assert different_places(["一一", "二二", "三三", "四四"]) == list(range(MOST_CITATIONS))
    assert different_places([]) == []
