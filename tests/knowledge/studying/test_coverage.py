from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Article, Folder, KnowledgeBase
from knowledge.model.article import Span
from knowledge.model.passage import Passage
from knowledge.studying.coverage import FEWEST, LONGEST, MOST, ROOM, covering
from tests.knowledge.conftest import CASES, SEEDS, article, golden


def said(one: Article) -> list[str]:
    """Return the sentences that cover an article."""
    return shown(one, covering(one))


def shown(one: Article, found: list[tuple[Passage, Span]]) -> list[str]:
    """Return what sentences of an article say."""
    return [span.of(passage.span.of(one.text)) for passage, span in found]


@pytest.mark.parametrize("case", golden("summaries.jsonl"))
async def test_a_summary_names_what_is_in_the_article(
    base: KnowledgeBase, case: dict[str, object], tmp_path: Path
) -> None:
    """Each line of `summaries.jsonl` is an article with things of which so many must be named."""
    name = str(case["file"])
    folder = SEEDS if (SEEDS / name).exists() else CASES / "summaries"
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / name).write_bytes((folder / name).read_bytes())
    await base.reload(Folder(tmp_path / "one"))
    (one,) = [article async for article in base.catalogue.articles()]
    text = "\n".join(said(one))
    names = case["names"]
    assert isinstance(names, list)
    named = [name for name in names if any(word in text for word in name.split("|"))]
    assert len(named) >= int(str(case["least"])), text


def test_every_section_is_named() -> None:
    """A section that says little is in the summary all the same."""
    sections = ["# 渡輪", "夜間渡輪每天十點開出，全程免費，共有三十個座位，夜間渡輪很受歡迎。"] * 2
    text = "\n".join(said(article(*sections, "# 燈塔", "碼頭的燈塔平常不開放給遊客。")))
    assert "燈塔" in text


def test_half_a_speech_and_a_question_are_no_summary() -> None:
    """What opens a quotation mark and does not close it needs its neighbours."""
    speech = "市長說:“渡輪從明年起全部免費。渡輪還要增加十班。”渡輪為什麼要免費呢？"
    one = article(speech + "夜間渡輪去年載了三萬人次。")
    assert said(one) == ["夜間渡輪去年載了三萬人次。"]


def test_a_very_long_sentence_is_cut_between_clauses() -> None:
    """What is shown of it is whole clauses."""
    clause = "這一次的方案還包括了許多別的地方都沒有過的事情,"
    (sentence,) = said(article(clause * 30 + "完。"))
    assert len(sentence) <= LONGEST
    assert clause.startswith(sentence[-len(clause) + 1 :])


@given(st.lists(st.text("城市數字化轉型3。！；,ab. \n“”", max_size=60), max_size=12))
def test_sentences_are_the_articles_own(paragraphs: list[str]) -> None:
    """Whatever it says, they are spans in its order, the same each time, and no more than fit."""
    one = article(*[paragraph or "x" for paragraph in paragraphs])
    found = covering(one)
    assert found == covering(one)
    places = [passage.span.start + span.start for passage, span in found]
    assert places == sorted(places)
    assert len(found) <= MOST
    assert sum(len(text) for text in shown(one, found)) <= 3 * ROOM


def test_few_sentences_are_all_shown() -> None:
    """A text of three sentences is its own summary."""
    one = article("夜間渡輪每天十點開出。", "碼頭的燈塔高41米。", "船上不能帶腳踏車。")
    assert len(said(one)) <= FEWEST
