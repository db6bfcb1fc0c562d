from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering import (
    MOST_CITATIONS,
    answering_sentence,
    different_places,
    matched_spans,
    merged,
)
from knowledge.article import Span
from knowledge.query import Query, Term
from knowledge.sentences import sentences
from knowledge.understanding import understand
from knowledge.weights import Weights

EVEN = Weights(100, lambda _field, _text: 5)
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: Span(s[0], sum(s))))
TEXT = st.text("蓝牙道釘靠近停車框。 the lamps", max_size=40)


def sentence(question: str, quote: str, title: str = "") -> str:
    """Return the sentence that is highlighted."""
    return answering_sentence(understand(question), quote, title, EVEN).of(quote)


def shown(question: str, quote: str) -> list[str]:
    """Return the marked words."""
    return [span.of(quote) for span in matched_spans(understand(question), quote)]


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
    query, quote = understand("那閃爍呢", "藍牙"), "藍牙藍牙。閃爍。"
    assert any(term.borrowed for term in query.terms)
    assert answering_sentence(query, quote, "", EVEN).of(quote) == "閃爍。"


def test_a_quote_without_sentences_is_shown_whole() -> None:
    """There is always something to highlight."""
    assert answering_sentence(understand("茶"), " \n", "", EVEN) == Span(0, 2)


@given(TEXT, TEXT)
def test_the_highlight_is_a_sentence_of_the_quote(question: str, quote: str) -> None:
    """What is highlighted is a whole sentence, or the whole of a quote without one."""
    span = answering_sentence(understand(question), quote, "", EVEN)
    assert span in (*sentences(quote), Span(0, len(quote)))


@given(TEXT, TEXT)
def test_marks_lie_in_order_inside_the_quote(question: str, quote: str) -> None:
    """Marked words never overlap, touch or leave the quote."""
    marks = matched_spans(understand(question), quote)
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(quote) for edge in edges)


def test_words_of_the_question_are_marked_in_the_articles_script() -> None:
    """A Simplified question marks the Traditional words that it found."""
    assert shown("蓝牙道钉", "在路邊，藍牙道釘閃爍。") == ["藍牙道釘"]


def test_single_characters_are_not_marked() -> None:
    """上 alone is noise; 上海 is not."""
    assert shown("上海的茶", "上山採茶，去上海。") == ["上海"]


def test_latin_words_are_marked_by_their_stems() -> None:
    """Whole words in any form and case are marked, never a piece of one."""
    assert shown("lamp", "Two LAMPS, a lamplighter and a lamp") == ["LAMPS", "lamp"]


def test_repaired_words_are_marked() -> None:
    """A misspelled word marks what it meant."""
    query = Query("lmap", "lmap", frozenset(), (Term("words", "lamp", 0.8, guessed=True),))
    assert [s.of("the lamp") for s in matched_spans(query, "the lamp")] == ["lamp"]


@given(SPANS)
def test_merging_keeps_every_place(spans: list[Span]) -> None:
    """Merged spans cover what the spans covered, with a gap between each two."""
    places = {place for span in spans for place in range(span.start, span.end)}
    result = merged(spans)
    assert [place for span in result for place in range(span.start, span.end)] == sorted(places)
    assert all(a.end < b.start for a, b in pairwise(result))


def test_a_repeated_passage_is_one_place() -> None:
    """Two articles that print the same text are cited once."""
    text = "靜安區針對共享單車亂停放現象推出解決對策。"
    assert different_places([text, text.replace("。", "！"), "春茶晚了十天。"]) == [0, 2]


def test_there_are_three_places_at_most() -> None:
    """More than three citations are no help."""
    assert different_places(["一一", "二二", "三三", "四四"]) == list(range(MOST_CITATIONS))
    assert different_places([]) == []
