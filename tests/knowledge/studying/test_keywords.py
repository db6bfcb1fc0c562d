from collections.abc import Sequence

from knowledge.model.query import Term
from knowledge.studying.keywords import Keyword, keywords
from tests.knowledge.conftest import article


def nowhere_else(terms: Sequence[Term]) -> tuple[Sequence[int], int]:
    """Tell that every term stands in one of a hundred passages."""
    return [1] * len(terms), 100


TEXT = article(
    "共享單車亂停放。單車停進框裡。", "單車與進行工作。The lamps, the Lamps.", title="單車"
)


def test_a_keyword_is_written_as_in_the_article() -> None:
    """Words are found folded and shown in the article's own script, with their counts."""
    found = keywords(TEXT, nowhere_else)
    assert found[0] == Keyword("單車", 3)
    assert Keyword("lamps", 2) in found


def test_words_of_every_text_are_no_keywords() -> None:
    """工作 and 進行 say nothing about an article, nor do stop words."""
    shown = {keyword.text for keyword in keywords(TEXT, nowhere_else)}
    assert not shown & {"工作", "進行", "the", "與"}


def test_what_every_passage_has_weighs_less() -> None:
    """A word that stands all over the body tells this article from no other."""

    def everywhere(terms: Sequence[Term]) -> tuple[Sequence[int], int]:
        return [100_000 if term.text == "单车" else 1 for term in terms], 100_000

    assert keywords(TEXT, everywhere)[0].text != "單車"


def test_a_part_of_a_longer_keyword_is_left_out() -> None:
    """數字 and 數字化 that stand only inside 數字化轉型 are no keywords beside it."""
    shown = [k.text for k in keywords(article("數字化轉型。數字化轉型。"), nowhere_else)]
    assert shown == ["數字化轉型"]


def test_what_the_article_is_about_stands_in_all_its_passages() -> None:
    """That does not tell against it: only the passages of other articles do."""
    one = article("燈塔亮了。", "燈塔壞了。", "燈塔修好了，渡輪來了。")
    alone = keywords(one, lambda terms: ([3 if t.text == "灯塔" else 1 for t in terms], 3))
    assert alone[0] == Keyword("燈塔", 3)


def test_an_article_without_words_has_no_keywords() -> None:
    """Signs and single letters are no words."""
    assert keywords(article("!? 1 2 a"), nowhere_else) == ()
