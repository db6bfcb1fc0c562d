from pathlib import Path

import pytest

from knowledge import Folder, Intent, KnowledgeBase, Scope, Verdict
from tests.knowledge.conftest import CASES, SEEDS, Ask

LEANING = "那深圳呢？"
BEFORE = "浙江省的数字化改革元年是哪一年？"


@pytest.mark.parametrize("message", ["你好", "thanks!", "你會什麼？", "哈哈"])
def test_small_talk_is_told_and_cites_nothing(ask_seeds: Ask, message: str) -> None:
    """It is unanswered, and its intent says why."""
    answer = ask_seeds(message, BEFORE)
    assert answer.intent.is_small_talk
    assert (answer.verdict, answer.citations) == (Verdict.UNANSWERED, ())
    assert answer.version == 1


def test_a_greeting_lends_nothing(ask_seeds: Ask) -> None:
    """A question after a greeting is what it would be without one."""
    assert ask_seeds("什麼時候？", "你好").ranking == ask_seeds("什麼時候？").ranking
    assert "深圳在2018年即出台了" in ask_seeds(LEANING, BEFORE).citations[0].quote


@pytest.mark.parametrize(
    "question", ["你覺得上海將新增40家智能工廠好嗎？", "你認為浦東新區發布了什麼方案？"]
)
def test_an_opinion_is_never_answered(ask_seeds: Ask, question: str) -> None:
    """The bot has none; what it quotes is related at most."""
    answer = ask_seeds(question)
    assert answer.intent is Intent.OPINION
    assert answer.verdict is not Verdict.ANSWERED
    assert answer.confidence < 0.5


def test_who_wrote_one_of_many_articles_is_found(ask_library: Ask) -> None:
    """The byline says it, of whichever article has it; somebody whom none has is unknown."""
    answer = ask_library("沈若兰是谁")
    assert "农学家沈若兰" in answer.citations[0].quote
    assert ask_library("罗嘉是谁？").citations[0].quote == "罗嘉"
    assert not [c for c in ask_library("罗小嘉是谁？").citations if c.quote == "罗嘉"]


@pytest.mark.parametrize("question", ["总结一下", "tl;dr", "這篇文章講了什麼？"])
def test_an_article_is_summed_up(ask_seeds: Ask, question: str) -> None:
    """Where there is one article, it is meant."""
    answer = ask_seeds(question)
    assert (answer.intent, answer.verdict) == (Intent.SUMMARY, Verdict.ANSWERED)
    assert len(answer.citations) >= 3


def test_which_article_is_meant_is_not_guessed(ask_library: Ask) -> None:
    """Of several it is the one that answered before, or none."""
    assert ask_library("總結一下").citations == ()
    before = "望安跨海大橋多長？"
    (title,) = {one.article.title for one in ask_library("總結一下", before).citations}
    assert title == ask_library(before).citations[0].article.title
    assert ask_library("總結一下", "你好").verdict is Verdict.UNANSWERED


@pytest.fixture
async def library(base: KnowledgeBase) -> KnowledgeBase:
    """Return a knowledge base of the invented articles."""
    await base.reload(Folder(CASES / "library"))
    return base


async def test_a_scope_of_one_article_means_it(library: KnowledgeBase) -> None:
    """So do words that were quoted from it."""
    item, *_ = await library.catalogue.page(9, 3)
    one = await library.within(Scope((item.article.id,))).ask("summarize")
    assert {citation.article.id for citation in one.citations} == {item.article.id}
    quoted = one.citations[0]
    near = await library.ask("summarize", quoted.quote, near=quoted.passage)
    assert near.citations == one.citations
    assert not (await library.ask("summarize", "x", near="0" * 20)).citations


async def test_examples_are_answered(library: KnowledgeBase) -> None:
    """Each question that is proposed is one that the articles answer, of another article."""
    proposed = await library.examples()
    assert len(proposed) == 3
    answers = [await library.ask(question) for question in proposed]
    assert all(answer.verdict is Verdict.ANSWERED for answer in answers)
    assert len({answer.citations[0].article.id for answer in answers}) == 3
    assert await library.examples() == proposed


async def test_examples_follow_the_articles(base: KnowledgeBase, shelf: Path) -> None:
    """Without articles there are none; after a reload they are of what is live then."""
    assert await base.examples() == ()
    await base.reload(Folder(SEEDS))
    assert "上海將新增多少家智能工廠？" in await base.examples()
    assert await base.within(Scope(("gone",))).examples() == ()
    (shelf / "a.md").write_text("# 渡輪\n\n本市的夜間渡輪共有三十個座位。")
    await base.reload(Folder(shelf))
    assert await base.examples() == ("本市的夜間渡輪共有多少個座位？",)


async def test_who_wrote_this_of_several_articles(tmp_path: Path) -> None:
    """It is not clear which one is meant: each says its author, and none is sure."""
    files: list[Path] = []
    for name, author in (("a", "Ada Wells"), ("b", "Ben Holt"), ("c", "")):
        head = f"---\nauthor: {author}\n---\n" if author else ""
        files.append(tmp_path / f"{name}.md")
        files[-1].write_text(f"{head}# Rules {name}\n\nBe kind.\n", "utf-8")
    async with await KnowledgeBase.open(tmp_path / "data") as base:
        await base.reload(Folder(tmp_path, tuple(files)))
        answer = await base.ask("Who wrote this article?")
    assert answer.verdict is Verdict.RELATED
    assert {citation.article.author for citation in answer.citations} == {"Ada Wells", "Ben Holt"}
    assert len(answer.rivals) == 2
