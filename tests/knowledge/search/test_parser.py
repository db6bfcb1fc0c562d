import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.language.kinds import Kind
from knowledge.language.tokens import LATIN_FIELDS, STOP_WORDS
from knowledge.search.parser import (
    BORROWED_GAIN,
    BORROWED_SHARE,
    LONGEST_QUESTION,
    is_follow_up,
    parse_question,
)


def test_question_words_say_what_is_asked_for() -> None:
    """What a question asks for is told before its question words leave."""
    assert parse_question("大橋什麼時候通車").asks == Kind.TIME


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("請問藍牙道釘是什麼？", "蓝牙道钉"),
        ("告訴我為什麼春茶晚了", "春茶晚了"),
        ("那深圳呢？", "深圳"),
        ("那里的茶园", "那里的茶园"),
        ("我想知道新增多少家", "新增 家"),
        ("四十家工廠", "40 家工厂"),
    ],
)
def test_question_words_leave_the_query(question: str, content: str) -> None:
    """Words that stand in questions and hardly in answers are not searched for."""
    found = parse_question(question).content
    assert " ".join(found.replace("？", " ").replace("?", " ").split()) == content


def test_a_question_of_question_words_alone_is_kept() -> None:
    """Where nothing else is asked, the question words are what there is."""
    assert parse_question("為什麼").content == "为什么"


def test_stop_words_are_no_terms() -> None:
    """The, 的 and 是 are in every article and say nothing."""
    texts = parse_question("the light of 上海的 lamp").texts("words", "characters", "stems")
    assert not texts & STOP_WORDS
    assert {"light", "lamp", "上海"} <= texts


def test_terms_are_distinct() -> None:
    """A word that is typed twice weighs once."""
    terms = parse_question("上海 上海 lamp lamps").terms
    assert len({(term.field, term.text) for term in terms}) == len(terms)


@given(st.text(), st.lists(st.text()))
def test_the_same_question_gives_the_same_query(question: str, after: list[str]) -> None:
    """Understanding depends on nothing but the question and the one before."""
    assert parse_question(question, after) == parse_question(question, after)


def test_traditional_and_simplified_questions_are_one_query() -> None:
    """But for the question as it was typed, both scripts ask the same."""
    one, other = parse_question("藍牙道釘是誰發明的？"), parse_question("蓝牙道钉是谁发明的？")
    assert (one.content, one.asks, one.terms) == (other.content, other.asks, other.terms)


def test_a_very_long_question_is_cut() -> None:
    """Nobody's question makes the others wait."""
    assert len(parse_question("數" * 5000).question) == LONGEST_QUESTION
    assert len(parse_question("上", ["數字化轉型" * 1000]).terms) < 100


def test_pinyin_is_read_as_sounds() -> None:
    """Sounds typed on a Latin keyboard are the terms; the letters are only a guess."""
    query = parse_question("lanya daoding")
    assert query.texts("pinyin") == parse_question("藍牙道釘").texts("pinyin")
    assert all(term.guessed for term in query.terms if term.field in LATIN_FIELDS)


def test_english_is_no_pinyin() -> None:
    """A few syllables among English words (can, women, she) are not read as Chinese."""
    query = parse_question("can women design lighthouses")
    assert query.texts("pinyin") == set()
    assert not any(term.guessed for term in query.terms)


def test_two_thirds_pinyin_is_pinyin() -> None:
    """One English word among pinyin does not spoil it."""
    sounds = parse_question("道釘").texts("pinyin")
    assert sounds < parse_question("lanya daoding bluetooth").texts("pinyin")
    assert parse_question("lanya bluetooth").texts("pinyin") == set()


@pytest.mark.parametrize(
    "question",
    [
        "那深圳呢？",
        "它什麼時候上線",
        "誰設計的",
        "And what about the people of Shenzhen?",
        "How tall is it, roughly speaking?",
        "其中新增多少家標杆智能工廠",
    ],
)
def test_a_question_that_leans_borrows(question: str) -> None:
    """Pronouns, 那…呢, and-questions and very short ones take terms from the question before."""
    query = parse_question(question, ["蓝牙道钉"])
    assert "蓝牙" in {term.text for term in query.terms if term.borrowed}


@pytest.mark.parametrize(
    "question",
    ["靜安區怎麼治理共享單車亂停放？", "Which factory builds electric trams?"],
)
def test_a_whole_question_borrows_nothing(question: str) -> None:
    """A question that stands on its own is answered on its own."""
    assert not is_follow_up(*[parse_question(question).content] * 2)
    assert parse_question(question, ["蓝牙道钉"]) == parse_question(question)


@given(
    st.text("上海数字化转型蓝牙道钉", min_size=1, max_size=8),
    st.lists(st.text(max_size=200), max_size=3),
)
def test_borrowed_terms_never_outweigh_typed_ones(question: str, after: list[str]) -> None:
    """However long the question before was, this one decides."""
    query = parse_question(question, after)
    assume(not query.names_nothing)  # then what was asked before leads
    terms = query.terms
    borrowed = [term.gain for term in terms if term.borrowed]
    typed = sum(not term.borrowed for term in terms)
    assume(
        any(term.gain == 1 and term.is_typed for term in terms)
    )  # a question that names nothing is led
    assert sum(borrowed) <= BORROWED_SHARE * typed + 1e-9
    assert all(gain <= BORROWED_GAIN for gain in borrowed)


def test_what_is_typed_again_is_not_borrowed() -> None:
    """A term of both questions counts in full, once."""
    terms = parse_question("那蓝牙呢", ["蓝牙道钉"]).terms
    assert [term.gain for term in terms if (term.field, term.text) == ("words", "蓝牙")] == [1.0]


def test_a_question_about_a_quote_borrows_however_it_is_worded() -> None:
    """Words that were quoted lend theirs to a question that stands on its own, too."""
    whole = "静安区怎么治理共享单车乱停放"
    assert not parse_question(whole, ["蓝牙道钉"]).follows_up
    assert parse_question(whole, "蓝牙道钉", borrows=True).follows_up


def test_a_follow_up_of_a_follow_up_borrows_from_both() -> None:
    """目的是什麼, after 什麼時候, after 浦東發布了什麼方案: the older one lends less."""
    query = parse_question("目的是什麼？", ["浦東發布了什麼方案？", "2月23日嗎？"])
    gains = {term.text: term.gain for term in query.terms}
    assert 0 < gains["浦东"] < gains["23"]


def test_a_question_that_stands_alone_ends_the_chain() -> None:
    """What was asked before a whole question lends nothing to its follow-up."""
    asked = ["浦東發布了什麼方案？", "靜安區怎麼治理共享單車亂停放？"]
    terms = {term.text for term in parse_question("什麼時候？", asked).terms}
    assert "共享" in terms
    assert "浦东" not in terms


def test_a_question_that_names_nothing_is_led_by_the_one_before() -> None:
    """目的是什麼: what it was about weighs in full, 目的 little."""
    query = parse_question("目的是什麼？", ["浦東發布了什麼方案？"])
    gains = {term.text: term.gain for term in query.terms if term.field == "words"}
    assert gains["浦东"] == 1
    assert gains["目的"] < 1


@pytest.mark.parametrize(
    ("question", "names_nothing"),
    [
        ("誰改的？", True),
        ("什麼時候？", True),
        ("for how long?", True),
        ("隨申碼", False),
        ("黃碼呢", False),
    ],
)
def test_a_word_that_no_dictionary_has_is_named(question: str, names_nothing: bool) -> None:
    """One lone character beside a question word names nothing, a row of them does."""
    assert parse_question(question, ["浦東發布了什麼方案？"]).names_nothing is names_nothing


def test_a_question_before_that_lends_nothing_leads_nothing() -> None:
    """After *what*, a question in light words is itself."""
    query = parse_question("目的是什麼？", ["what"])
    assert not query.names_nothing
    assert any(term.is_typed for term in query.terms)
