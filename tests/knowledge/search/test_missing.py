import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.language.sentences import sentences
from knowledge.model.answer import Missing, Source
from knowledge.model.article import Span
from knowledge.model.passage import StoredPassage
from knowledge.search.missing import Gaps, gaps, worth_telling
from knowledge.search.parser import parse_question
from knowledge.search.synonyms import Synonyms

QUOTE = (
    "靜安區的藍牙道釘有四十個。它們很小。單車靠近時收到信號。費用另計。"
    "The largest one was built in 1801."
)


def found(question: str, sentence: int = 0, quote: str = QUOTE) -> Gaps:
    """Return what a passage lacks of a question, where one of its sentences answers."""
    article = Source("a", "", None, None, None, None)
    passage = StoredPassage(1, "", quote, 0, len(quote), 1, "", article)
    highlight = sentences(quote)[sentence]
    return gaps(parse_question(question), passage, highlight, Synonyms())


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("藍牙道釘有幾個？", []),
        ("藍牙道釘一個多少錢？", [("多少錢", "price")]),
        ("藍牙道釘是哪家公司開發的？", [("公司", ""), ("開發", "")]),
        ("蓝牙道钉是哪一年的？", []),
        ("深圳的藍牙道釘有幾個？", [("深圳", "")]),
        ("藍牙道釘有幾輛？", [("幾輛", "")]),
        ("靜安區區長是誰？", [("靜安區區長", "")]),
    ],
)
def test_what_the_passage_lacks_is_told_as_typed(
    question: str, missing: list[tuple[str, str]]
) -> None:
    """Words, names, numbers, and the thing that is asked for."""
    assert [(gap.text, gap.thing) for gap in found(question).missing] == missing


def test_a_price_elsewhere_is_not_near() -> None:
    """What costs something else is a gap beside the sentence, but the passage does not lack it."""
    quote = "道釘很小。它是圓的。它是藍的。車票兩元。"
    gap = found("道釘多少錢？", 0, quote)
    assert gap.things == 1
    assert gap.missing == ()
    assert found("道釘多少錢？", 2, quote).things == 0


def test_a_year_may_stand_anywhere() -> None:
    """A paragraph tells its year once."""
    assert found("藍牙道釘是哪一年的？", 0).things == 0
    assert found("藍牙道釘是哪一年的？", 0, "藍牙道釘很小。").things == 1


def test_only_the_question_denies() -> None:
    """*Which did not*, where the text says *did*."""
    assert found("哪些單車沒有收到信號？", 2).denied
    assert not found("哪些單車收到信號？", 2).denied
    assert found("Which is the smallest one?", 4).opposite


def test_a_number_that_is_asked_for() -> None:
    """The sentence has one of its own, or none."""
    assert not found("藍牙道釘有多少？", 0).without_number
    assert found("費用多少？", 3).without_number


@given(st.text(max_size=40), st.text(min_size=1, max_size=80))
def test_what_is_missing_was_typed(question: str, quote: str) -> None:
    """Whatever is asked of whatever passage."""
    article = Source("a", "", None, None, None, None)
    passage = StoredPassage(1, "", quote, 0, len(quote), 1, "", article)
    query = parse_question(question)
    result = gaps(query, passage, Span(0, len(quote)), Synonyms())
    assert 0 <= result.share <= 1
    for gap in result.missing:
        assert gap.text in query.question or fold(gap.text).isdecimal()


@given(st.text("藍牙道釘靜安區工廠", min_size=1, max_size=20))
def test_a_passage_lacks_nothing_of_itself(quote: str) -> None:
    """A question that stands in the passage word for word names nothing that it lacks."""
    article = Source("a", "", None, None, None, None)
    passage = StoredPassage(1, "", quote, 0, len(quote), 1, "", article)
    result = gaps(parse_question(quote), passage, Span(0, len(quote)), Synonyms())
    assert result.share == 0
    assert not result.denied
    assert not result.opposite


def test_a_word_that_many_passages_have_is_not_told() -> None:
    """It is likely said otherwise here; a name, a price, and all of a small body are told."""
    gaps_found = (Missing("開發", is_word=True), Missing("深圳"), Missing("多少錢", "price"))
    assert worth_telling(gaps_found, lambda terms: [99] * len(terms), 1000) == gaps_found[1:]
    assert worth_telling(gaps_found, lambda terms: [3] * len(terms), 1000) == gaps_found
    assert worth_telling(gaps_found, lambda terms: [99] * len(terms), 100) == gaps_found
