import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from knowledge import Translated, Verdict, marks_of
from tests.knowledge.conftest import CASES, Ask, asking, golden

ENGLISH = CASES / "english"
FOREIGN = [
    "Who won the tennis final in Melbourne?",
    "How do whales sleep?",
    "Who is the mayor of Paris?",
]


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
