import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.background import watching
from bot.background.watching import check, keep_watch
from bot.errors import BotError
from bot.service.desk import Desk
from tests.patience import patience

QUIET_SECONDS = 0.2


@pytest.fixture
async def watched(desk: Desk) -> AsyncIterator[Desk]:
    """Yield a desk whose articles folder is watched; the watch begins in a thread."""
    task = asyncio.create_task(keep_watch(desk, QUIET_SECONDS))
    async with patience():
        while await desk.base.catalogue.version() == 1:  # until the watch sees what is touched
            (desk.settings.articles / "first.md").write_text("# First\n\nIt is watched.\n")
            await asyncio.sleep(QUIET_SECONDS)
            (desk.settings.articles / "client.md").touch()
            await asyncio.sleep(2 * QUIET_SECONDS)
    yield desk
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    async with patience():
        while not true():  # noqa: ASYNC110 - a log cannot be awaited
            await asyncio.sleep(0.01)


async def test_a_change_is_read_by_itself(watched: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """Files that are saved together are one reload, in the name of the watch."""
    caplog.set_level(logging.INFO, "bot.background.watching")
    caplog.clear()
    for number in range(3):
        (watched.settings.articles / f"{number}.md").write_text(f"# N{number}\n\nFerry {number}.\n")
    await until(lambda: "3 added" in caplog.text)
    newest = (await watched.base.library.versions(1))[0]
    assert (newest.who, newest.counts.added) == ("watch", 3)


async def test_a_problem_is_a_line_in_the_log(
    watched: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither a bad file nor a broken golden question ends the watch."""
    folder, before = watched.settings.articles, await watched.base.catalogue.version()
    asked = {"question": "On how many platforms does the client run?", "answers": ["three"]}
    (folder / "bad.md").write_text("# No text\n")
    await until(lambda: "rejected: bad.md: there is no text" in caplog.text)
    (folder / "a.questions.jsonl").write_text(json.dumps(asked))
    text = (folder / "client.md").read_text().replace("three", "four")
    (folder / "client.md").write_text(text)
    await until(lambda: "the articles stay as they were: golden questions" in caplog.text)
    assert await watched.base.catalogue.version() == before
    (folder / "a.questions.jsonl").unlink()
    caplog.set_level(logging.INFO, "bot.background.watching")
    await until(lambda: "1 changed" in caplog.text)
    assert await watched.base.catalogue.version() == before + 1


async def test_a_folder_that_is_missing(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told, and looked for again later."""
    settings = desk.settings.model_copy(update={"articles": tmp_path / "none"})
    task = asyncio.create_task(keep_watch(Desk(desk.base, settings), QUIET_SECONDS))
    await until(lambda: "cannot be watched" in caplog.text)
    assert not task.done()
    task.cancel()


def test_the_library_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the start says what to do."""
    check()
    monkeypatch.setattr(watching, "find_spec", lambda _: None)
    with pytest.raises(BotError, match="pip install watchfiles"):
        check()
