import pytest

from knowledge.model.answer import Source
from knowledge.model.article import Span
from knowledge.model.passage import StoredPassage
from knowledge.search.passage_words import PassageWords
from knowledge.search.question_words import Word

QUOTE = "靜安區的藍牙道釘有四十個。 The populated platform opened in 1801."


def text(
    quote: str = QUOTE, title: str = "上海 trams", repaired: frozenset[str] = frozenset()
) -> PassageWords:
    """Return a passage in which words can be looked for."""
    article = Source("a", title, None, None, None, None)
    return PassageWords(StoredPassage(1, "", quote, 0, len(quote), 1, "", article), repaired)


@pytest.mark.parametrize(
    "folded",
    [
        "蓝牙",
        "蓝牙道钉",
        "道定",
        "蓝牙道",
        "lanya",
        "40",
        "population",
        "platforms",
        "1801",
        "上海",
        "tram",
    ],
)
def test_a_word_is_recognised_in_any_form(folded: str) -> None:
    """Script, sound, most of a long word, numeral, ending; and what the title says is granted."""
    assert text().has(Word(folded, folded), Span(0, len(QUOTE)))


@pytest.mark.parametrize("folded", ["工厂", "道路", "gongchang", "41", "bridge", "pop"])
def test_another_word_is_not(folded: str) -> None:
    """One character or some letters in common make no word."""
    assert not text().has(Word(folded, folded), Span(0, len(QUOTE)))


def test_only_the_part_counts() -> None:
    """What stands in another sentence is not near."""
    first = Span(0, QUOTE.index("The"))
    assert text().has(Word("蓝牙", "蓝牙"), first)
    assert not text().has(Word("platform", "platform"), first)


def test_a_synonym_and_a_repair_count() -> None:
    """The word itself is not there, but what it means is; the one is asked for apart."""
    whole = Span(0, len(QUOTE))
    assert not text().has(Word("钉子", "钉子", instead=("道钉",)), whole)
    assert text().has_synonym(Word("钉子", "钉子", instead=("道钉",)))
    assert not text().has_synonym(Word("钉子", "钉子"))
    assert not text().has(Word("paltform", "paltform"), whole)
    assert text(repaired=frozenset(["platform"])).has(Word("paltform", "paltform"), whole)
