"""What the tests of `knowledge` share: golden cases, small articles, open knowledge bases."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from knowledge import Answer, Article, Folder, KnowledgeBase
from knowledge.model.article import Block, Span
from knowledge.model.passage import IndexedPassage
from knowledge.reading.passages import passages
from tests.knowledge.passages import passage_of
from tests.prepared import opened

CASES = Path(__file__).parents[1] / "cases"
SEEDS = Path(__file__).parents[2] / "seeds"

# The same examples on every machine; no deadline, because the first question loads jieba.
settings.register_profile("stable", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("stable")

Ask = Callable[..., Answer]


def golden(name: str) -> list[Any]:
    """Return the lines of a file in `tests/cases` as parameters, each named by its line number."""
    lines = (CASES / name).read_text("utf-8").split("\n")
    return [
        pytest.param(json.loads(line), id=f"{name}:{number}")
        for number, line in enumerate(lines, start=1)
        if line
    ]


def article(*paragraphs: str, id: str = "a", title: str = "題目", **fields: Any) -> Article:  # noqa: A002, ANN401 - the field's own name; fields are of many types
    """Return an article of paragraphs; one that begins with # is a heading, with 【 a label."""
    blocks, text = [], ""
    for paragraph in paragraphs:
        kind = {"#": "heading", "【": "label"}.get(paragraph[:1], "paragraph")
        shown = paragraph.removeprefix("# ")
        blocks.append(Block(kind, Span(len(text), len(text) + len(shown))))  # type: ignore[arg-type]  # kind is one of the three
        text += shown + "\n\n"
    return Article(id, title, text, tuple(blocks), **fields)


def indexed(*articles: Article) -> list[IndexedPassage]:
    """Return the passages of articles as the index takes them; rows count from 1 over all."""
    rows: list[IndexedPassage] = []
    for revision, one in enumerate(articles, start=1):
        for passage in passages(one):
            quote = passage.span.of(one.text)
            row = passage_of(len(rows) + 1, revision, quote, one.title, passage.section)
            rows.append(row)
    return rows


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return an empty folder for articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
async def base(tmp_path: Path, nothing_read: Path) -> AsyncIterator[KnowledgeBase]:
    """Yield an empty knowledge base of this test's own."""
    async with await opened(tmp_path / "data", nothing_read) as base:
        yield base


@pytest.fixture(scope="session")
def ask_seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Yield a function that asks the article in `seeds/`."""
    with asyncio.Runner() as runner:
        data = tmp_path_factory.mktemp("seeds")
        yield from asking(runner, data, SEEDS)


@pytest.fixture(scope="session")
def ask_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Yield a function that asks the invented articles in `tests/cases/library/`."""
    with asyncio.Runner() as runner:
        data = tmp_path_factory.mktemp("library")
        yield from asking(runner, data, CASES / "library")


@pytest.fixture(scope="session")
def ask_numbered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Yield a function that asks the rules in `tests/cases/numbered/`."""
    with asyncio.Runner() as runner:
        data = tmp_path_factory.mktemp("numbered")
        yield from asking(runner, data, CASES / "numbered")


@pytest.fixture(scope="session")
def ask_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Yield a function that asks the tables in `tests/cases/tables/`."""
    with asyncio.Runner() as runner:
        data = tmp_path_factory.mktemp("tables")
        yield from asking(runner, data, CASES / "tables")


@pytest.fixture(scope="session")
def ask_faq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Yield a function that asks the questions and answers in `tests/cases/faq/`."""
    with asyncio.Runner() as runner:
        data = tmp_path_factory.mktemp("faq")
        yield from asking(runner, data, CASES / "faq")


def asking(runner: asyncio.Runner, data: Path, articles: Path) -> Iterator[Ask]:
    """Yield a function that asks the articles of a folder."""
    base = runner.run(KnowledgeBase.open(data))
    runner.run(base.reload(Folder(articles)))

    def ask(question: str, after: str | None = None) -> Answer:
        return runner.run(base.ask(question, after))

    yield ask
    runner.run(base.close())
