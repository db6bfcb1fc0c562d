import json
import shutil
from pathlib import Path

import pytest

from knowledge import Folder, KnowledgeBase, Translated, Verdict
from knowledge.search.other_language import live_dictionary
from tests.knowledge.conftest import CASES, SEEDS, Ask

FOREIGN = ["Who won the tennis final in Melbourne?", "How do whales sleep?"]


def names_in(folder: Path) -> set[str]:
    """Return the names of the files in a folder."""
    return {file.name for file in folder.iterdir()}


def test_pinyin_is_no_english(ask_seeds: Ask) -> None:
    """A question in Latin letters may be Chinese."""
    assert ask_seeds("lanya daoding zai nali").translated is None


@pytest.mark.parametrize("question", ["lanya daoding zai nali", "qzx wvk", "2022?"])
async def test_any_question_can_be_shown_beside_a_passage(tmp_path: Path, question: str) -> None:
    """Also one that has nothing to translate."""
    async with await KnowledgeBase.open(tmp_path) as base:
        await base.reload(Folder(SEEDS))
        (passage, *_) = (await base.ask("静安区怎么治理共享单车")).citations
        cited = await base.cite(question, passage.passage)
    assert cited is not None
    assert (cited.quote, cited.translated) == (passage.quote, None)


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
    rows = (CASES / "english" / "english.jsonl").read_text("utf-8").splitlines()
    rows += (CASES / "library" / "library.jsonl").read_text("utf-8").splitlines()
    shelf = tmp_path / "articles"
    shelf.mkdir()
    (shelf / "all.jsonl").write_text("\n".join({json.loads(r)["id"]: r for r in rows}.values()))
    async with await KnowledgeBase.open(tmp_path / "data") as base:
        await base.reload(Folder(shelf))
        own = await base.ask("What did beekeepers plant along the railway?")
        other = await base.ask("Is consumer rights week about knowing?")
    assert (own.citations[0].article.id, own.translated) == ("bees", None)
    assert (other.citations[0].article.id, other.translated) == ("rights", Translated("en", "zh"))


async def test_a_few_articles_in_its_language_keep_a_question(tmp_path: Path) -> None:
    """One English article among Chinese ones stays the closest to an English question."""
    shelf = tmp_path / "articles"
    shelf.mkdir()
    shutil.copy(next(SEEDS.glob("*.txt")), shelf)
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
