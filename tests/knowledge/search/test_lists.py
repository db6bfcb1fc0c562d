import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.lists import MOST, noun_listed, things_listed


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("有哪些区在做数字化转型?", "区"),
        ("文章提到哪些城市?", "城市"),
        ("哪几个领导出席?", "领导"),
        ("which districts are there?", "districts"),
        ("what are the rules?", "rules"),
        ("list all the pilot units", None),
        ("list all hospitals", "hospitals"),
        ("这是什么?", None),
        ("what is it?", None),
        ("哪一年?", None),
    ],
)
def test_a_list_is_wanted_or_not(question: str, noun: str | None) -> None:
    """*哪些*, *which …s* and *list* want one; what asks for one thing does not."""
    assert noun_listed(question) == noun


@pytest.mark.parametrize(
    ("noun", "text", "asked", "count"),
    [
        ("区", "浦東新區發布方案。青浦區長帶隊前往靜安區。", "", 3),
        ("区", "浦東新區發布方案。", "浦东新区", 0),
        ("城市", "深圳和成都都在徐匯區開會。", "", 2),
        ("领导", "書記李強、市長龔正等領導出席。", "", 2),
        ("领导", "一是蘋果、二是梨。領導很忙。", "", 0),
        ("rules", "The rules are be kind, be quick, and be brief.", "", 3),
        ("", "無。", "", 0),
    ],
)
def test_things_are_counted(noun: str, text: str, asked: str, count: int) -> None:
    """Places by their names, others by the signs of a list in a sentence with the noun."""
    assert things_listed(noun, text, asked) == count


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_lists_a_few_things(question: str, text: str) -> None:
    """Whatever is asked of whatever text."""
    noun = noun_listed(question)
    assert 0 <= things_listed(noun or "", text, question) <= MOST
