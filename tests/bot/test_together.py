"""Does everything stand when all that an operator can do is done at once, beside a running bot?"""

import asyncio
import signal
from collections.abc import Awaitable
from pathlib import Path

import pytest

from bot.emulator import Person, Telegram
from bot.emulator.server import serve
from tests.bot.shell import Shell
from tests.knowledge.storage.faults import looked_at
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"
FERRY = "# Night ferry\n\nThe night ferry is free of charge."
ROUNDS = 2
BUSY = ("a reload is already running", "cannot be gone back to", "no earlier version")
SECONDS = 120


async def test_all_at_once_beside_a_running_bot(
    shell: Shell, telegram: Telegram, ana: Person
) -> None:
    """Each command is done or says in one sentence why not; the bot answers, nothing is damaged."""
    folder, database = shell.folder, Path(shell.variables["YOUJU_DATA"]) / "youju.db"
    (folder / "ferry.md").write_text(FERRY)
    await shell("reload")
    await shell("backup", "all.zip")
    async with serve(telegram) as base_url, patience():
        served = {
            "YOUJU_TELEGRAM_TOKEN": telegram.token,
            "YOUJU_BOT_API_URL": base_url.removesuffix("/bot"),
            "YOUJU_WATCH": "1",
        }
        bot = await shell.start("run", **served)
        await telegram.wait_for_poller()
        code, _, err = await shell("run", **served)
        assert code == 1
        assert "another process serves from this folder" in err
        for _ in range(ROUNDS):
            ana.says(FACTORIES)
            await asyncio.gather(
                *(
                    _done(shell(*words.split()))
                    for words in (
                        "reload",
                        "add ferry.md",
                        "rollback",
                        "backup again.zip",
                        "restore all.zip",
                    )
                )
            )
        code, _, err = await shell("reload", "--force")
        assert (code, err) == (0, "")
        asked = len(telegram.replies(ana))
        ana.says(FACTORIES)
        while len(telegram.replies(ana)) <= max(asked, ROUNDS):  # noqa: ASYNC110 - Telegram's side
            await asyncio.sleep(0.01)
        bot.send_signal(signal.SIGTERM)
        await bot.communicate()
    assert bot.returncode == 0
    assert ["40家智能工廠" in reply["text"] for reply in telegram.replies(ana)] == [True] * 3
    assert looked_at(database, "PRAGMA integrity_check") == [("ok",)]
    assert looked_at(database, "PRAGMA foreign_key_check") == []
    live = {row[0] for row in looked_at(database, "SELECT file FROM revisions WHERE until IS NULL")}
    assert live == _files_in(Path(shell.variables["YOUJU_ARTICLES"]))
    code, out, _ = await shell("ask", "--json", FACTORIES)
    assert code == 0
    assert "40家智能工廠" in out


def _files_in(articles: Path) -> set[str]:
    return {path.relative_to(articles).as_posix() for path in articles.rglob("*.*")}


async def _done(command: Awaitable[tuple[int, str, str]]) -> None:
    """Wait for a command that does its work, or says that it cannot now."""
    code, _, err = await command
    if code and not any(words in err for words in BUSY):
        pytest.fail(err)
