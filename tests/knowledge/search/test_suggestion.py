import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.model.answer import Typed
from knowledge.model.query import Query, Term
from knowledge.search.parser import parse_question
from knowledge.search.suggestion import MOST_MEANT, meant, typed

TEXT = st.text("共享单车想隨身申碼。 the lanya", max_size=30)


def said(question: str, quote: str) -> tuple[str, ...]:
    """Return what a quote has for what a question spells otherwise."""
    return meant(typed(parse_question(question)), quote)


@pytest.mark.parametrize(
    ("question", "quote", "found"),
    [
        ("共想单车乱停放", "靜安區治理共享單車亂停放。", ("共享單車",)),
        ("我的随身码为什么是黄色", "“我的隨申碼當前為黃色", ("隨申碼",)),
        ("青普区长考察", "青浦區長楊小菁", ("青浦區長",)),
        ("lanya daoding", "圓形的藍牙道釘,如果", ("藍牙道釘",)),
        ("静安区治理共享单车", "靜安區治理共享單車亂停放。", ()),
        ("經典要讀幾部", "至少讀完三部經典", ()),
        ("城市數字化", "春茶晚了十天。", ()),
    ],
)
def test_what_was_meant_is_said_in_the_articles_words(
    question: str, quote: str, found: tuple[str, ...]
) -> None:
    """Same-sounding characters and bare pinyin are told; what is right or elsewhere is not."""
    assert said(question, quote) == found


def test_a_repaired_word_is_told_as_the_article_has_it() -> None:
    """The reader is shown a word, not its stem."""
    terms = (Term("stems", "platform", 0.8, guessed=True),)
    words = typed(Query("platfroms", "platfroms", 0, terms, frozenset(["platform"])))
    assert meant(words, "Two Platforms, one platform.") == ("Platforms",)


@given(TEXT, TEXT)
def test_what_was_meant_stands_in_the_quote(question: str, quote: str) -> None:
    """Nothing is made up, nothing is repeated, and nothing was typed like that."""
    found = said(question, quote)
    assert len(set(found)) == len(found) <= MOST_MEANT
    assert all(words in quote for words in found)
    assert all(fold(words) not in fold(question) for words in found)


def test_nothing_typed_means_nothing() -> None:
    """A field of an article is quoted without asking what was meant."""
    assert meant(Typed(), "共享單車") == ()
