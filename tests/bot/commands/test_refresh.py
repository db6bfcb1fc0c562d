import argparse
import json
from pathlib import Path

import pytest

from bot.commands.opening import open_base
from bot.commands.refresh import refresh
from bot.settings import Settings
from knowledge.runtime.progress import quiet
from tests.bot.service.test_refresh import LOOPBACK_TOO, PAGE, add
from tests.bot.shell import Shell
from tests.web import Page, website


async def test_nothing_was_added_yet(shell: Shell) -> None:
    """That is no problem."""
    assert await shell("refresh") == (0, "nothing has changed\nlooked at 0 pages and feeds\n", "")


async def test_what_changed_and_what_is_gone_is_told(
    tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a report of a reload; what is gone is a line on stderr and exit code 1."""
    settings = Settings(articles=articles, data=tmp_path / "data")
    async with website({"/a": PAGE}) as site:
        async with await open_base(settings, quiet) as base:
            await add(base, articles, f"{site.url}/a")
        site.pages["/a"] = Page(PAGE.replace("電池", "氫氣"))
        assert await refresh(argparse.Namespace(json=False), settings, LOOPBACK_TOO) == 0
        assert "changed: 渡輪\n" in capsys.readouterr().out
        site.pages.clear()
        assert await refresh(argparse.Namespace(json=True), settings, LOOPBACK_TOO) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == {"looked": 1, "gone": [f"{site.url}/a"], "failed": []}
    assert err == f"{site.url}/a: gone from the web; its article stays\n"
