import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge import Folder, KnowledgeBase, Translated, Verdict, marks_of
from knowledge.search import live_dictionary
from tests.knowledge.conftest import CASES, SEEDS, Ask, asking, golden

ENGLISH = CASES / "english"
FOREIGN = [
    "Who won the tennis final in Melbourne?",
    "How do whales sleep?",
    "Who is the mayor of Paris?",
]


def names_in(folder: Path) -> set[str]:
    """Return the names of the files in a folder."""
    return {file.name for file in folder.iterdir()}


@pytest.fixture(scope="module")
def ask_english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Yield a function that asks the English articles in `tests/cases/english/`."""
    with asyncio.Runner() as runner:
        yield from asking(runner, tmp_path_factory.mktemp("english"), ENGLISH)


@pytest.mark.parametrize("case", golden("other_language.jsonl"))
def test_a_question_in_another_language_finds_its_passage(
    ask_seeds: Ask, ask_english: Ask, case: dict[str, Any]
) -> None:
    """The passage comes first, and the answer says which languages there are."""
    of_seeds = case["of"] == "seeds"
    answer = (ask_seeds if of_seeds else ask_english)(case["question"])
    assert answer.verdict is not Verdict.UNANSWERED, case["why"]
    assert case["expect"] in answer.citations[0].highlight.of(answer.citations[0].quote), case[
        "why"
    ]
    assert answer.translated == (Translated("en", "zh") if of_seeds else Translated("zh", "en"))


def test_translated_words_are_marked(ask_seeds: Ask) -> None:
    """Whoever reads the passage sees what stands for the words of the question."""
    citation = ask_seeds("How many smart factories will Shanghai add?").citations[0]
    assert {"上海", "智能工廠"} <= {mark.of(citation.quote) for mark in marks_of(citation)}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("When did Shenzhen publish its industrial internet plan?", Verdict.ANSWERED),
        ("When did Nanjing publish its industrial internet plan?", Verdict.RELATED),
        ("When was the industrial internet plan published?", Verdict.RELATED),
    ],
)
def test_what_is_sure_has_every_name_and_number(
    ask_seeds: Ask, question: str, verdict: Verdict
) -> None:
    """Translated words alone make no answer: something has to be named, and to stand there."""
    assert ask_seeds(question).verdict is verdict


@pytest.mark.parametrize("question", FOREIGN)
def test_what_the_articles_do_not_touch_stays_unanswered(ask_seeds: Ask, question: str) -> None:
    """A word or two that stand somewhere are not worth showing."""
    answer = ask_seeds(question)
    assert (answer.verdict, answer.translated) == (Verdict.UNANSWERED, None)


def test_pinyin_is_no_english(ask_seeds: Ask) -> None:
    """A question in Latin letters may be Chinese."""
    assert ask_seeds("lanya daoding zai nali").translated is None


async def test_a_citation_is_shown_again_as_it_was_found(tmp_path: Path) -> None:
    """Its sentence, its marks and its languages are those of the answer."""
    async with await KnowledgeBase.open(tmp_path) as base:
        await base.reload(Folder(SEEDS))
        question = "How many smart factories will Shanghai add?"
        (first, *_) = (await base.ask(question)).citations
        again = await base.cite(question, first.passage)
        (listed, *_) = await base.search(question, 0, 5)
    assert again is not None
    for other in (again, listed):
        assert (other.passage, other.highlight) == (first.passage, first.highlight)
        assert (other.words, other.translated) == (first.words, first.translated)


async def test_of_mixed_articles_a_question_means_those_in_its_language(tmp_path: Path) -> None:
    """What it finds there is not overruled, and what it does not find there may stand elsewhere."""
    rows = (ENGLISH / "english.jsonl").read_text("utf-8").splitlines()
    rows += (CASES / "library" / "library.jsonl").read_text("utf-8").splitlines()
    shelf = tmp_path / "articles"
    shelf.mkdir()
    (shelf / "all.jsonl").write_text("\n".join({json.loads(r)["id"]: r for r in rows}.values()))
    async with await KnowledgeBase.open(tmp_path / "data") as base:
        await base.reload(Folder(shelf))
        own = await base.ask("What did beekeepers plant along the railway?")
        other = await base.ask("How long is the Wang'an bridge across the sea in kilometres?")
    assert (own.citations[0].article.id, own.translated) == ("bees", None)
    assert other.translated in {None, Translated("en", "zh")}


async def test_a_few_articles_in_its_language_keep_a_question(tmp_path: Path) -> None:
    """One English article among Chinese ones stays the closest to an English question."""
    shelf = tmp_path / "articles"
    shelf.mkdir()
    (shelf / "seed.txt").symlink_to(next(SEEDS.glob("*.txt")))
    (shelf / "client.md").write_text("# Client\n\nThe desktop client runs on three platforms.\n")
    async with await KnowledgeBase.open(tmp_path / "data") as base:
        await base.reload(Folder(shelf))
        answer = await base.ask("Which smart platforms does the client know?")
        other = await base.ask("How many smart factories will Shanghai add?")
    assert (answer.citations[0].article.id, answer.translated) == ("client.md", None)
    assert other.translated == Translated("en", "zh")


async def test_without_the_dictionary_everything_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is optional: a question in another language then finds names and numbers only."""
    monkeypatch.setattr(live_dictionary, "INSTALLED", False)
    async with await KnowledgeBase.open(tmp_path) as base:
        await base.reload(Folder(SEEDS))
        answers = [await base.ask(one) for one in (*FOREIGN, "上海將新增多少家智能工廠？")]
        cited = await base.cite("Who?", answers[-1].citations[0].passage)
    *foreign, own = (answer.verdict for answer in answers)
    assert (set(foreign), own) == ({Verdict.UNANSWERED}, Verdict.ANSWERED)
    assert all(answer.translated is None for answer in answers)
    assert cited is not None
    assert not [name for name in names_in(tmp_path) if name.startswith("dictionary")]
