import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from knowledge import Answer, Folder, KnowledgeBase, Verdict, marks_of
from knowledge.language.folding import fold
from tests.knowledge.conftest import CASES, SEEDS, Ask, golden

SEED = next(SEEDS.glob("*.txt")).read_text("utf-8")
LIBRARY = (CASES / "library" / "library.jsonl").read_text("utf-8").splitlines()
TEXTS = {SEED, *(json.loads(line)["text"] for line in LIBRARY)}

TO_TRADITIONAL, TO_SIMPLIFIED = OpenCC("s2t"), OpenCC("t2s")

ANYTHING = st.text(st.characters(exclude_categories=[]), max_size=60)
PIECES = st.sampled_from(SEED.split()).flatmap(
    lambda line: st.integers(0, len(line)).map(lambda at: line[at : at + 12])
)
ODD = [
    "",
    " ",
    "🚢🎉👩‍👩‍👧‍👦",
    "？！。，、…",
    "\0",
    "道釘\0在哪",
    "\ud800",
    "\udfff道釘\ud83d",
    "".join(map(chr, (0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F)))),
    "\u202e".join("藍牙道釘") + "".join(map(chr, range(0x2066, 0x206A))),
    "藍牙道釘" * 1250,
    "a" * 5000,
    "🚢" * 5000,
    "\u200b" * 5000,
    "'; DROP TABLE passages; --",
    '" OR 1=1 --',
    "words:藍牙 AND (title:* OR -道釘)^2~",
    "NEAR(藍牙, 道釘) {a TO z} [* TO *] \\",
    "%_%",
    "${jndi:x} {{7*7}} <b>",
    "為什麼",
    "的",
    "呢？",
]


def assert_whole(answer: Answer) -> None:
    """Hold everything that is true of any answer."""
    assert 0 <= answer.confidence <= 1
    assert len(answer.citations) <= 3
    assert (answer.verdict is Verdict.UNANSWERED) == (not answer.citations)
    assert [c.rank for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        size = len(citation.quote)
        assert any(text[citation.start : citation.end] == citation.quote for text in TEXTS)
        assert 0 <= citation.highlight.start < citation.highlight.end <= size
        assert all(0 <= mark.start < mark.end <= size for mark in marks_of(citation))


def shown(answer: Answer) -> Answer:
    """Return what a reader sees of an answer: not how it was typed, nor how long it took."""
    citations = tuple(
        dataclasses.replace(
            one, missing=tuple(dataclasses.replace(g, text=fold(g.text)) for g in one.missing)
        )
        for one in answer.citations
    )
    return dataclasses.replace(answer, question="", milliseconds=0.0, citations=citations)


def in_both_scripts(question: str) -> tuple[str, str]:
    """Return a question in Simplified and in Traditional characters."""
    simplified = TO_SIMPLIFIED.convert(question)
    return simplified, TO_TRADITIONAL.convert(simplified)


def each_example(test: Any) -> Any:  # noqa: ANN401 - hypothesis decorates any function
    """Have a property hold for every odd question, too."""
    for question in ODD:
        test = example(question)(test)
    return test


@each_example
@given(ANYTHING)
def test_anything_at_all_has_an_answer(ask_seeds: Ask, question: str) -> None:
    """No question is an error, and every quote is the article's text from start to end."""
    answer = ask_seeds(question)
    assert answer.question == question
    assert_whole(answer)


@settings(max_examples=40)
@given(ANYTHING | PIECES, ANYTHING | PIECES)
@example("那呢", "\ud800")
@example("呢？", "\0")
@example("作者呢", "' OR 1=1")
def test_anything_at_all_can_come_before(ask_library: Ask, question: str, after: str) -> None:
    """A follow-up to any question has an answer."""
    answer = ask_library(question, after)
    assert all(citation.quote for citation in answer.citations)
    if answer.ranking:  # a field that the text does not print stands at 0:0
        assert_whole(answer)


@given(st.lists(PIECES, min_size=1, max_size=3).map(" ".join))
def test_words_of_the_article_find_it(ask_seeds: Ask, question: str) -> None:
    """Whatever is copied out of the article, the quotes are whole and the order is fixed."""
    answer = ask_seeds(question)
    assert_whole(answer)
    assert shown(ask_seeds(question)) == shown(answer)


@given(st.lists(PIECES, min_size=1, max_size=3).map(" ".join))
def test_the_script_of_a_question_does_not_matter(ask_seeds: Ask, question: str) -> None:
    """A question in Simplified has the answer of the same question in Traditional."""
    simplified, traditional = in_both_scripts(question)
    assert shown(ask_seeds(simplified)) == shown(ask_seeds(traditional))


@pytest.mark.parametrize("case", golden("ranking.jsonl"))
def test_the_script_of_a_golden_question_does_not_matter(
    case: dict[str, Any], ask_seeds: Ask, ask_library: Ask
) -> None:
    """Every question of `ranking.jsonl` has one answer in both scripts."""
    ask = {"library": ask_library, "seeds": ask_seeds}[case["of"]]
    simplified, traditional = in_both_scripts(case["question"])
    assert shown(ask(simplified)) == shown(ask(traditional))


@pytest.mark.parametrize("case", golden("near_misses.jsonl"))
def test_a_near_miss_is_not_answered(case: dict[str, Any], ask_seeds: Ask) -> None:
    """Each line of `near_misses.jsonl` asks what the article does not say of what it names."""
    assert ask_seeds(case["question"]).verdict is not Verdict.ANSWERED


@pytest.mark.parametrize("case", golden("followups.jsonl"))
def test_a_follow_up_leans_on_the_question_before(
    case: dict[str, Any], ask_library: Ask, ask_seeds: Ask
) -> None:
    """Each line of `followups.jsonl` finds its passage first, for the reason it gives."""
    ask = {"library": ask_library, "seeds": ask_seeds}[case["of"]]
    answer = ask(case["question"], case["after"])
    assert answer.citations, case["why"]
    assert case["expect"] in answer.citations[0].quote, case["why"]


@pytest.mark.parametrize("case", golden("faq.jsonl"))
def test_the_answer_is_marked_and_not_the_question(case: dict[str, Any], ask_faq: Ask) -> None:
    """Each line of `faq.jsonl` is *answered* with a sentence of the answer."""
    answer = ask_faq(case["question"])
    assert answer.verdict is Verdict.ANSWERED, case["why"]
    first = answer.citations[0]
    assert first.highlight.of(first.quote) == case["highlight"], case["why"]


def test_what_the_articles_do_not_say_is_not_answered(ask_seeds: Ask) -> None:
    """A question about something else has no citation; one that comes near has related ones."""
    assert ask_seeds("How do I bake sourdough bread?").verdict is Verdict.UNANSWERED
    assert ask_seeds("青浦區新增多少家智能工廠").verdict is not Verdict.UNANSWERED


def test_the_answer_shows_its_sentence_and_place(ask_seeds: Ask) -> None:
    """Verdict, quote, sentence, words, paragraph and section belong together."""
    answer = ask_seeds("今年上海新增多少家智能工厂？")
    citation = answer.citations[0]
    assert answer.verdict is Verdict.ANSWERED
    assert "新增40家智能工廠" in citation.highlight.of(citation.quote)
    assert "智能工廠" in {mark.of(citation.quote) for mark in marks_of(citation)}
    assert citation.section == "下功夫,抓突破"
    assert citation.article.author == "馬作鵬"
    assert citation.paragraph > 1
    assert citation.score == max(c.score for c in answer.citations)


def test_every_passage_that_was_considered_is_told(ask_seeds: Ask) -> None:
    """The ranking has the cited passage first and no passage twice."""
    ranking = ask_seeds("藍牙道釘").ranking
    assert len(set(ranking)) == len(ranking) > 1


@pytest.mark.parametrize(
    ("question", "highlight"),
    [
        ("這篇文章的作者是誰？", "馬作鵬"),
        ("什么时候发表的", "2022年03月05日09:07"),
        ("来源是哪里", "人民網"),
        ("责任编辑是谁", "唐小麗、軒召強"),
        ("What is the title of this article?", "海上壹周"),
    ],
)
def test_a_field_of_the_only_article_is_quoted(
    ask_seeds: Ask, question: str, highlight: str
) -> None:
    """Who wrote it and when it appeared is answered from where the article prints it."""
    answer = ask_seeds(question)
    (citation,) = answer.citations
    assert answer.verdict is Verdict.ANSWERED
    assert highlight in citation.highlight.of(citation.quote)
    assert (citation.paragraph, citation.passage) == (0, "")
    assert_whole(answer)


def test_a_person_whom_only_a_field_names(ask_seeds: Ask) -> None:
    """Who edited an article stands in no paragraph of it."""
    answer = ask_seeds("唐小麗是誰？")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.citations[0].quote == "(責編:唐小麗、軒召強)"


def test_a_field_that_the_article_lacks_is_searched_for(ask_seeds: Ask) -> None:
    """A saved page without its address gives no made-up one."""
    assert all(citation.paragraph for citation in ask_seeds("原文鏈接").citations)


def test_a_field_among_many_articles_is_the_last_ones(ask_library: Ask) -> None:
    """After a question about the bridge, the author is the bridge's."""
    (citation,) = ask_library("作者是誰", "望安跨海大橋多長").citations
    assert (citation.article.id, citation.quote) == ("bridge", "陳怡安")


def test_a_field_among_many_articles_needs_to_know_which(ask_library: Ask) -> None:
    """Without a question before, nobody can say whose author is meant."""
    assert ask_library("作者是誰").confidence < 0.9
    assert ask_library("作者是誰", "🚢").confidence < 0.9


async def test_a_repeated_text_is_cited_once(shelf: Path, base: KnowledgeBase) -> None:
    """Two articles with the same passage are one source."""
    for name in "ab":
        (shelf / f"{name}.txt").write_text(f"新聞{name}\n\n藍牙道釘在路邊閃爍。\n\n另一段{name}。")
    await base.reload(Folder(shelf))
    answer = await base.ask("藍牙道釘")
    assert [c.quote for c in answer.citations].count("藍牙道釘在路邊閃爍。") == 1


def test_an_article_that_did_not_answer_is_not_meant(ask_library: Ask) -> None:
    """After a question that no article answered, "the author" is nobody's."""
    for before in ("今天股市怎麼樣？", "作者是誰？"):
        answer = ask_library("作者是誰？", before)
        assert answer.verdict is not Verdict.ANSWERED or answer.citations[0].paragraph
