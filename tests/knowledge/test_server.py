from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from knowledge import (
    Answer,
    ArticlesMissingError,
    Folder,
    KnowledgeBase,
    PostgresUrl,
    StoreError,
    answer_json,
)
from tests.postgres import Server

FIRST, OLD, NEW = (f"藍牙道釘離停車框{number}米。" for number in "一兩三")
QUESTION = "藍牙道釘離停車框幾米"


@pytest.fixture
def url(postgres: Server) -> PostgresUrl:
    """Return the address of an empty database."""
    return postgres.emptied()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return an empty articles folder."""
    (tmp_path / "articles").mkdir()
    return tmp_path / "articles"


@pytest.fixture
async def base(url: PostgresUrl, tmp_path: Path) -> AsyncIterator[KnowledgeBase]:
    """Yield a knowledge base whose database is on a server."""
    async with await KnowledgeBase.open(tmp_path / "data", url) as opened:
        yield opened


def write(shelf: Path, sentence: str) -> Folder:
    """Write the article that is asked for."""
    (shelf / "lamp.txt").write_text(f"路燈\n\n{sentence}", "utf-8")
    return Folder(shelf)


def said(answer: Answer) -> dict[str, Any]:
    """Return all that is said of an answer but how long it took."""
    return {**answer_json(answer), "milliseconds": 0}


async def quoted(base: KnowledgeBase) -> str:
    """Return what the question is answered with."""
    return (await base.ask(QUESTION)).citations[0].quote


async def test_articles_live_on_a_server(base: KnowledgeBase, shelf: Path) -> None:
    """They are read, edited, gone back from, removed and listed as in a file."""
    for sentence in (FIRST, OLD, NEW):
        await base.reload(write(shelf, sentence))
        assert await quoted(base) == sentence
    assert (await base.roll_back()).version == 4
    assert await quoted(base) == OLD
    (shelf / "tea.txt").write_text("茶園\n\n春茶晚了十天。", "utf-8")
    await base.reload(Folder(shelf))
    assert {one.article.title for one in await base.catalogue.page(9, 0)} == {"茶園", "路燈"}
    (shelf / "tea.txt").unlink()
    await base.reload(Folder(shelf))
    assert await base.catalogue.counts() == (1, 1)
    assert [one.version for one in await base.library.versions(9)] == [6, 5, 4, 3, 2, 1]
    assert await base.library.damage() == ""


async def test_a_folder_for_the_index_can_be_lost(
    base: KnowledgeBase, shelf: Path, url: PostgresUrl, tmp_path: Path
) -> None:
    """The server has all that is true: a new folder is filled from it, without the articles."""
    await base.reload(write(shelf, FIRST))
    async with await KnowledgeBase.open(tmp_path / "another", url) as other:
        assert await quoted(other) == FIRST
        assert await other.catalogue.version() == 1


async def test_an_answer_is_the_same(base: KnowledgeBase, shelf: Path, tmp_path: Path) -> None:
    """Whichever engine keeps the articles, each number and mark of an answer is the same."""
    folder = write(shelf, FIRST)
    (shelf / "tea.txt").write_text("茶園\n\n春茶晚了十天。藍牙道釘亮了。", "utf-8")
    await base.reload(folder)
    async with await KnowledgeBase.open(tmp_path / "file") as other:
        await other.reload(folder)
        for question in (QUESTION, "春茶晚了幾天", "渡輪"):
            first, second = await base.ask(question), await other.ask(question)
            assert said(first) == said(second)


async def test_a_question_asks_the_server_nothing(
    base: KnowledgeBase, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer is computed of the index alone: a slow server makes no slow answer."""
    await base.reload(write(shelf, FIRST))
    asked: list[Any] = []
    execute = psycopg.Cursor.execute

    def noted(self: Any, query: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as there
        asked.append(query)
        return execute(self, query, *rest, **named)

    monkeypatch.setattr(psycopg.Cursor, "execute", noted)
    assert await base.catalogue.version() == 1
    assert len(asked) == 1
    assert await quoted(base) == FIRST
    assert len(asked) == 1


async def test_a_backup_of_a_server_is_its_own(
    base: KnowledgeBase, shelf: Path, url: PostgresUrl, tmp_path: Path
) -> None:
    """Neither written nor put back, and nothing is changed by trying."""
    await base.reload(write(shelf, FIRST))
    with pytest.raises(StoreError, match="pg_dump"):
        await base.library.back_up(tmp_path / "all.zip", shelf)
    with pytest.raises(StoreError, match="pg_restore"):
        await KnowledgeBase.restore(tmp_path / "all.zip", tmp_path / "data", shelf, url)
    assert not (tmp_path / "all.zip").exists()
    assert await KnowledgeBase.rescue(tmp_path / "data", url) is None
    assert await quoted(base) == FIRST


async def test_another_folder_takes_no_articles_away(
    base: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """One that has none of the live files is another one by mistake, unless it is forced."""
    (shelf / "door.txt").write_text("門\n\n門開著。", "utf-8")
    await base.reload(write(shelf, FIRST))
    other = tmp_path / "other"
    other.mkdir()
    (other / "tea.txt").write_text("茶園\n\n春茶晚了十天。", "utf-8")
    with pytest.raises(ArticlesMissingError, match="none of the 2 files that are live"):
        await base.reload(Folder(other))
    assert await quoted(base) == FIRST
    await base.reload(Folder(other), force=True)
    assert [one.article.title for one in await base.catalogue.page(9, 0)] == ["茶園"]
