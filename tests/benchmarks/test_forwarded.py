import random

import pytest

from benchmarks import forwarded
from benchmarks.forwarded import rewritten

PARAGRAPH = (
    "縣立圖書館今天搬遷，新館共有三層樓，閱覽室在二樓，停車場在後方。開館時間是早上8點。門票20元。"
)


def test_a_paragraph_is_rewritten_the_same_way() -> None:
    """Two runs rewrite alike: cut, reordered, in the other script, with other numbers."""
    first, second = (list(rewritten(PARAGRAPH, random.Random(1))) for _ in "12")  # noqa: S311
    assert first == second
    texts = {one.kind: one.text for one in first}
    assert texts["sentences reordered"].startswith("門票20元。")
    assert texts["the other script"].startswith("县立图书馆")
    assert len(texts["a clause left out"]) < len(PARAGRAPH)
    (changed,) = [one for one in first if one.numbers]
    assert [written for _, written in changed.numbers] == ["8", "20"]
    assert all(said in changed.text for said, _ in changed.numbers)


def test_all_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases, rewritten and foreign paragraphs, and times, a line each."""
    monkeypatch.setattr(forwarded, "MADE_ARTICLES", 2)
    monkeypatch.setattr(forwarded, "TIMED", 1)
    told = list(forwarded.lines())
    assert told[0] == "cases: first 30 of 30, differences right 30 of 30"
    assert told[1] == "cases from elsewhere: told 30 of 30"
    assert any(line.startswith("paragraphs of other articles: told") for line in told)
    assert told[-1].startswith("400 characters over ")
