import dataclasses
from typing import Any

from knowledge import Folder, KnowledgeBase, Verdict
from knowledge.evaluation import Outcome, Tally, evaluate
from knowledge.library.golden import Case, case_of
from tests.knowledge.conftest import CASES, SEEDS

LIBRARY = Folder(CASES / "library")


def outcome(rank: int = 1, kind: str = "clean", **known: Any) -> Outcome:  # noqa: ANN401 - fields of two records
    """Return an outcome of a case that is answerable unless `articles` is ()."""
    case = Case("q", "問", kind, known.get("articles", ("a",)), (), (), metadata=False)
    verdict = known.get("verdict", Verdict.ANSWERED)
    milliseconds = known.get("milliseconds", 1.0)
    return Outcome(case, rank, rank == 1, verdict, known.get("confidence", 0.9), milliseconds)


def told(*outcomes: Outcome) -> dict[str, Any]:
    """Return the numbers of some outcomes."""
    tally = Tally()
    for one in outcomes:
        tally.add(one)
    return tally.to_json()


def test_recall_counts_answerable_questions() -> None:
    """Ranks 1, 2, 4 and 0 are one in four first, two within three, three within five."""
    numbers = told(*map(outcome, (1, 2, 4, 0)), outcome(0, articles=()))["all"]
    assert numbers["questions"] == 5
    assert (numbers["recall@1"], numbers["recall@3"], numbers["recall@5"]) == (0.25, 0.5, 0.75)
    assert numbers["mrr@10"] == round((1 + 1 / 2 + 1 / 4) / 4, 4)


def test_a_highlight_counts_where_the_article_is_right() -> None:
    """Of two questions with the right article, one has the answer in its highlighted sentence."""
    missed = dataclasses.replace(outcome(), highlighted=False)
    wrong = dataclasses.replace(outcome(2), highlighted=False)
    assert told(outcome(), missed, wrong)["all"]["highlight"] == 0.5


def test_outcomes_are_shares_of_all_questions() -> None:
    """Answered, related and unanswered add up to one."""
    verdicts = (Verdict.ANSWERED, Verdict.ANSWERED, Verdict.RELATED, Verdict.UNANSWERED)
    numbers = told(*(outcome(verdict=verdict) for verdict in verdicts))["all"]
    assert [numbers[v.value] for v in Verdict] == [0.5, 0.25, 0.25]


def test_kinds_are_told_apart() -> None:
    """Each kind has its own numbers beside those of all."""
    report = told(outcome(1), outcome(0, kind="typo"))
    assert report["kinds"]["clean"]["recall@1"] == 1.0
    assert report["kinds"]["typo"]["recall@1"] == 0.0
    assert report["all"]["recall@1"] == 0.5


def test_auroc_is_how_often_answerable_questions_are_surer() -> None:
    """Two of three silent questions are less sure, one ties: 2.5 wins of 3."""
    silent = [outcome(0, articles=(), confidence=c, kind="none") for c in (0.1, 0.2, 0.5)]
    assert told(outcome(confidence=0.5), *silent)["auroc"] == round(2.5 / 3, 4)


def test_unanswerable_questions_are_no_answerable_ones() -> None:
    """A file without kinds calls all its questions clean; AUROC still compares two groups."""
    silent = [outcome(0, articles=(), confidence=c) for c in (0.1, 0.2)]
    assert told(outcome(confidence=0.9), *silent)["auroc"] == 1.0


def test_misspelled_questions_do_not_count_for_auroc_where_clean_ones_do() -> None:
    """Slips are a matter of finding, not of telling; without clean questions they count."""
    slip = outcome(kind="typo", confidence=0.0)
    silent = outcome(0, articles=(), confidence=0.2, kind="none")
    assert told(outcome(confidence=0.9), slip, silent)["auroc"] == 1.0
    assert told(slip, silent)["auroc"] == 0.0


def test_auroc_needs_both_groups() -> None:
    """With one group there is nothing to compare."""
    assert told(outcome())["auroc"] is None
    assert told(outcome(0, articles=()))["auroc"] is None


def test_percentiles_are_nearest_ranks() -> None:
    """Of 1 to 100 ms, half take 50 ms or less and 99 in a hundred 99 or less."""
    report = told(*(outcome(milliseconds=float(ms)) for ms in range(100, 0, -1)))
    assert report["milliseconds"] == {"p50": 50.0, "p95": 95.0, "p99": 99.0}
    assert told(outcome(milliseconds=4.0))["milliseconds"]["p99"] == 4.0


def test_no_questions_give_no_numbers() -> None:
    """An empty file is not divided by zero."""
    report = told()
    assert report["all"]["questions"] == 0
    assert report["all"]["recall@1"] is None
    assert report["milliseconds"]["p50"] == 0.0


async def graded(base: KnowledgeBase, **row: Any) -> dict[str, Any]:  # noqa: ANN401 - a line of JSON
    """Return the numbers of one question."""
    numbers: dict[str, Any] = (await evaluate(base, [case_of(row)])).to_json()["all"]
    return numbers


async def test_a_question_is_right_when_its_article_comes_first(base: KnowledgeBase) -> None:
    """Known articles are compared by id, one of several is enough, and another is wrong."""
    await base.reload(LIBRARY)
    question = {"question": "望安跨海大橋多長", "answers": ["5.3公里"]}
    assert (await graded(base, **question, article="bridge"))["recall@1"] == 1.0
    assert (await graded(base, **question, articles=["tea", "bridge"]))["highlight"] == 1.0
    assert (await graded(base, **question, article="rice"))["recall@1"] == 0.0
    assert (await graded(base, **question, article="nowhere"))["mrr@10"] == 0.0


async def test_articles_are_ranked_not_passages(base: KnowledgeBase) -> None:
    """Three passages of one article before another are one place."""
    await base.reload(LIBRARY)
    row = {"question": "望安跨海大橋收費站 單車停車區", "articles": ["bikes"]}
    assert (await graded(base, **row))["mrr@10"] == 0.5


async def test_without_an_article_the_answer_string_counts(base: KnowledgeBase) -> None:
    """The quote has to hold it; the highlight counts the folded form, so either script will do."""
    await base.reload(LIBRARY)
    question = "大橋是誰設計的"
    assert (await graded(base, question=question, answers=["林承佑"]))["recall@1"] == 1.0
    assert (await graded(base, question=question, answers=["某人"]))["recall@1"] == 0.0
    row = await graded(base, question=question, article="bridge", answers=["总工程师"])
    assert row["highlight"] == 1.0


async def test_fields_count_where_a_case_says_so(base: KnowledgeBase) -> None:
    """A question about the author is right when the field holds the answer or the article comes."""
    await base.reload(Folder(SEEDS))
    row = {"question": "什麼時候發表的", "answers": ["2022-03-05T09:07"]}
    assert (await graded(base, **row))["recall@1"] == 0.0
    assert (await graded(base, **row, metadata=True))["recall@1"] == 1.0
    assert (await graded(base, **row, article=next(SEEDS.glob("*.txt")).name))["recall@1"] == 1.0


async def test_a_question_that_is_rightly_unanswered_has_no_rank(base: KnowledgeBase) -> None:
    """Recall leaves out what the articles do not answer; the outcome is told."""
    await base.reload(LIBRARY)
    numbers = await graded(base, question="How do I bake sourdough bread?", article=None)
    assert numbers["recall@1"] is None
    assert numbers["answered"] == 0.0


async def test_the_question_before_is_asked_with_it(base: KnowledgeBase) -> None:
    """A follow-up is evaluated as a follow-up."""
    await base.reload(LIBRARY)
    row = {"question": "誰設計的？", "after": "望安跨海大橋多長", "answers": ["林承佑"]}
    assert (await graded(base, **row))["recall@1"] == 1.0
