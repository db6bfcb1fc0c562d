from pathlib import Path
from typing import Any

import pytest

from knowledge import Answer, Folder, KnowledgeBase, Verdict
from knowledge.indexing.entry import entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.port import Snapshot
from knowledge.indexing.schema import State
from knowledge.search.standing_synonyms import standing_synonyms
from knowledge.search.synonyms import FILE, read_synonyms
from tests.knowledge.conftest import CASES, Ask, article, golden, indexed

OWN = "景點, 景區, 遊客中心\n看病, 門診\n自行車, 共享單車\nlamp, light\n票 => 門票\ntram, railway\n"
QUESTIONS = [
    *(case.values[0]["question"] for case in golden("ranking.jsonl")),
    *(case.values[0]["question"] for case in golden("everyday.jsonl")),
    "看病要排多久",
    "自行車停哪裡",
    "When was the lamp built?",
    "票多少錢",
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return an index of two short passages."""
    index = KeywordIndex.create(tmp_path_factory.mktemp("synonyms") / "index", State("rules", 0))
    with index.writing(State("rules", 1)) as writing:
        writing.add(map(entry, indexed(article("智能工厂里的移动设备。", "Lights and trams."))))
    return index.snapshot()


def left(question: str, text: str, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return what stands for the words of a question."""
    return dict(standing_synonyms(question, read_synonyms(text, FILE)[0], snapshot).others)


def test_a_synonym_stands_with_all_its_words(snapshot: Snapshot) -> None:
    """Half of 智能手機 finds whatever is 智能; what no article has is dropped."""
    text = "手機, 智能手機, 移動設備, 行動電話\nlamp, light, headlight"
    assert left("手機在哪裡", text, snapshot) == {"手机": ("移动设备",)}
    assert left("Which lamp?", text, snapshot) == {"lamp": ("light",)}
    assert left("行動電話號碼", text, snapshot) == {"行动电话": ("移动设备",)}
    assert left("沒有", text, snapshot) == {}


@pytest.mark.parametrize("case", golden("everyday.jsonl"))
def test_everyday_words_find_the_passage(ask_seeds: Ask, case: dict[str, Any]) -> None:
    """It comes first, as the closest one: that words mean the same was nobody's word but ours."""
    answer = ask_seeds(case["question"])
    assert case["expect"] in answer.citations[0].quote, case["why"]
    assert answer.verdict is Verdict.RELATED


async def answers(folder: Path, synonyms: str | None) -> list[Answer]:
    """Return the answers of the library to real questions, with synonyms beside it."""
    shelf = folder / "articles"
    shelf.mkdir(parents=True)
    (shelf / "library.jsonl").symlink_to(CASES / "library" / "library.jsonl")
    if synonyms is not None:
        (shelf / FILE).write_text(synonyms, "utf-8")
    async with await KnowledgeBase.open(folder / "data") as base:
        await base.reload(Folder(shelf))
        return [await base.ask(question) for question in QUESTIONS]


async def test_no_synonym_makes_an_answer_surer(tmp_path: Path) -> None:
    """Neither one of ours nor one of the operator's: what was typed decides how sure it is."""
    without = await answers(tmp_path / "none", "# none\n")
    for name, text in (("ours", None), ("own", OWN)):
        found = await answers(tmp_path / name, text)
        for before, after in zip(without, found, strict=True):
            assert after.confidence <= before.confidence, after.question
            is_answered = before.verdict is Verdict.ANSWERED
            assert (after.verdict is Verdict.ANSWERED) == is_answered, after.question
            if is_answered:
                assert after.citations == before.citations, after.question
        if name == "own":
            assert [a.ranking for a in found] != [b.ranking for b in without]
