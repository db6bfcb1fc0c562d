import asyncio
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Answer, Citation, Folder, KnowledgeBase
from knowledge.indexing.entry import Entry, entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.port import Candidates, Snapshot, joined
from knowledge.indexing.profile import end_to_end, profile
from knowledge.indexing.schema import State
from knowledge.model.passage import IndexedPassage
from knowledge.model.query import Term
from knowledge.model.scope import WHOLE, Scope
from knowledge.search import pipeline
from knowledge.search.other_language.live_dictionary import LiveDictionary
from knowledge.search.pipeline import Live, Start
from knowledge.search.synonyms import default_synonyms
from knowledge.storage.articles import ArticleStore
from tests.knowledge.conftest import CASES, SEEDS
from tests.knowledge.indexing.plain import PlainSnapshot
from tests.knowledge.passages import passage_of

EXACT = 1e-5  # what 32 bits may cost a score, whose sum has an order of its own in each engine
FILES = (
    *("everyday", "faq", "followups", "metadata", "near_misses", "numbered", "numbers_asked"),
    *("other_language", "ranking", "tables"),
)

# Few words, so that they meet: in both scripts, misspelled, in pinyin, numbered, and frequent ones.
WORDS = [
    *"藍牙道釘 停車 停车 單車 路燈 亮了 的 是 在 三米 12米 2021年3月 上海 王小明 不 電梯".split(),
    *"lamps lamp electric elctric the of platform platfrom Shanghai 12 metres lan ya".split(),
    *"第三条 第五条 。 。 ， ？ . ? 什麼時候 多少 哪些 作者是誰 who when".split(),
]
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
SENTENCES = st.lists(PHRASES, min_size=1, max_size=9).map("".join)
SCOPES = st.just(WHOLE) | st.builds(
    Scope,
    st.lists(st.sampled_from(["article-1", "article-2", "gone"]), max_size=2).map(tuple),
    st.lists(st.sampled_from(["news", "news/2022", "gone"]), max_size=2).map(tuple),
)


class Pair(NamedTuple):
    """The same passages in the index of tantivy and in one without an engine."""

    tantivy: Snapshot
    plain: Snapshot


@st.composite
def bodies(draw: st.DrawFn) -> list[IndexedPassage]:
    """Draw the passages of a few articles: no more than are ranked, so that no tie is cut off."""
    passages: list[IndexedPassage] = []
    for revision in range(1, draw(st.integers(1, 4)) + 1):
        title, folder = draw(PHRASES), draw(st.sampled_from(["", "news/", "news/2022/"]))
        for quote in draw(st.lists(SENTENCES, min_size=1, max_size=4)):
            one = passage_of(len(passages) + 1, revision, quote, title, draw(st.just("") | PHRASES))
            passages.append(replace(one, file=f"{folder}{revision}.txt"))
    return passages


def paired(entries: Sequence[Entry], folder: Path) -> Pair:
    """Return some entries in both indexes."""
    index = KeywordIndex.create(folder / "index", State("rules", 0))
    with index.writing(State("rules", 1)) as writing:
        writing.add(entries)
    return Pair(index.snapshot(), PlainSnapshot(entries, 1))


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> LiveDictionary:
    """Return the dictionary for questions in another language."""
    return LiveDictionary(tmp_path_factory.mktemp("dictionary"))


@pytest.fixture(scope="module", params=["library", "numbered", "english", "faq", "tables", "seeds"])
def articles(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Return articles of the cases, or the one in `seeds/`."""
    folder = SEEDS if request.param == "seeds" else CASES / request.param
    data = tmp_path_factory.mktemp(request.param)
    return paired(asyncio.run(_entries(folder, data / "read")), data)


async def _entries(articles: Path, data: Path) -> list[Entry]:
    async with await KnowledgeBase.open(data) as base:
        await base.reload(Folder(articles))
        store = ArticleStore(base.database)
        begun = store.begun(0, await store.version())
        return [entry(passage) async for batch in begun for passage in batch]


def questions() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the questions of all cases, each with what was asked before it."""
    for name in FILES:
        for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines():
            case = json.loads(line)
            yield case["question"], (case["after"],) if "after" in case else ()


def assert_same(one: Answer, other: Answer) -> None:
    """Hold two answers to be the same in all that a reader sees, and close in their numbers."""
    assert numbers(one) == pytest.approx(numbers(other), rel=EXACT, abs=EXACT)
    assert said(one) == said(other)


def numbers(answer: Answer) -> list[float]:
    """Return how sure an answer is, and the scores of what it cites."""
    return [answer.confidence, *(citation.score for citation in answer.citations)]


def said(answer: Answer) -> Answer:
    """Return an answer without its numbers."""
    citations = tuple(bare(citation) for citation in answer.citations)
    return replace(answer, confidence=0.0, milliseconds=0.0, citations=citations)


def bare(citation: Citation) -> Citation:
    """Return a citation without its score."""
    return replace(citation, score=0.0)


def test_every_question_of_the_cases_has_the_same_answer(
    articles: Pair, dictionary: LiveDictionary
) -> None:
    """Whichever engine gives the candidates: passage, sentence, verdict, missing words, marks."""

    async def compared() -> None:
        for question, after in questions():
            lives = [Live(one, default_synonyms(), dictionary) for one in articles]
            assert_same(*[await pipeline.ask(question, after, live) for live in lives])

    asyncio.run(compared())


@given(bodies(), st.lists(PHRASES, min_size=1, max_size=3), SCOPES, st.booleans())
def test_any_engine_gives_the_same_answers(
    dictionary: LiveDictionary,
    body: list[IndexedPassage],
    asked: list[str],
    within: Scope,
    from_a_quote: bool,
) -> None:
    """Of any articles, to any question, in any scope, after other ones or words of a passage."""
    question, *after = asked
    start = Start(1, 1) if from_a_quote and after else None

    async def compared(pair: Pair) -> None:
        lives = [Live(one, default_synonyms(), dictionary, within) for one in pair]
        assert_same(*[await pipeline.ask(question, after, one, start) for one in lives])
        listed, others = [await pipeline.search(question, one, 0, 40) for one in lives]
        assert list(map(bare, listed)) == list(map(bare, others))
        of_one = [await pipeline.cite(question, body[0].stored, one) for one in lives]
        assert bare(of_one[0]) == bare(of_one[1])

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compared(paired([entry(passage) for passage in body], Path(folder))))


TERMS = st.builds(
    Term,
    st.sampled_from(["words", "characters", "stems"]),
    st.sampled_from(["停车", "车", "上", "的", "lamp", "electr", "the", "12", "gone"]),
    st.sampled_from([1.0, 0.5]),
)


@given(bodies(), st.lists(TERMS, max_size=6), st.integers(1, 12), SCOPES)
def test_any_engine_gives_the_same_candidates(
    body: list[IndexedPassage], terms: list[Term], limit: int, within: Scope
) -> None:
    """Each passage has the score that the formula says, and the best come, however few."""
    with tempfile.TemporaryDirectory() as folder:
        tantivy, plain = paired([entry(passage) for passage in body], Path(folder))
        assert (tantivy.version, tantivy.passages) == (plain.version, plain.passages)
        assert tantivy.frequencies(terms) == plain.frequencies(terms)
        assert tantivy.languages() == plain.languages()
        for beginning in ("l", "pla", "x"):
            assert list(tantivy.latin_words(beginning)) == list(plain.latin_words(beginning))
        one, other = tantivy.only_article(within), plain.only_article(within)
        assert (one and one.passage.article) == (other and other.passage.article)
        for number, revision in (("", None), ("条3", None), ("条3", 1), ("", 1)):
            few = tantivy.candidates(terms, limit, within, revision, number)
            every = plain.candidates(terms, len(body), within, revision, number)
            assert_best(few, every, limit)
        ways = [[terms[:2], terms[2:3]], [terms[3:]]]
        few, every = (
            one.candidates_of_any(ways, most, within)
            for one, most in ((tantivy, limit), (plain, len(body)))
        )
        assert_best(few, every, limit)


def assert_best(few: Candidates | None, every: Candidates | None, limit: int) -> None:
    """Hold some candidates to be the best of all there are, each with its score."""
    if few is None or every is None:
        assert few is every
        return
    scores = dict(zip(every.passages, every.scores, strict=True))
    assert list(few.scores) == pytest.approx(
        sorted(scores.values(), reverse=True)[:limit], rel=EXACT
    )
    assert [scores[one] for one in few.passages] == pytest.approx(list(few.scores), rel=EXACT)


def test_what_was_found_twice_stands_one_behind_the_other() -> None:
    """Passages, scores, profiles and places stay together; nothing more adds nothing."""
    one, two = (
        Candidates([row], [float(row)], end_to_end([profile(text)]), [text])
        for row, text in ((1, "路燈亮了。"), (2, "Electric lamps."))
    )
    both = joined(one, two)
    assert (both.passages, both.scores) == ([1, 2], [1.0, 2.0])
    assert both.documents == ["路燈亮了。", "Electric lamps."]
    whole = end_to_end([profile("路燈亮了。"), profile("Electric lamps.")])
    assert [a.tolist() for a in both.profiles] == [b.tolist() for b in whole]
    assert joined(one, None) is one
