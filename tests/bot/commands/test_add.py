import argparse
import asyncio
import json
from functools import partial
from pathlib import Path

import pytest

from bot.commands import add
from bot.commands.add import add_articles
from bot.settings import Settings
from knowledge import KnowledgeBase, fetch
from knowledge.storage.listings import Listings
from tests.bot.shell import Shell
from tests.web import Page, allowed_in_tests, website

LOOPBACK_TOO = partial(fetch, allowed=allowed_in_tests)
PAGE = "<h1>{0}</h1><p>{0}：往返白沙島與望海鎮的渡輪將全部改為電池動力。</p>"


def options(*sources: str, feed: str | None = None) -> argparse.Namespace:
    """Return the options of the command."""
    return argparse.Namespace(sources=list(sources), feed=feed, json=False)


@pytest.fixture
def settings(tmp_path: Path, articles: Path) -> Settings:
    """Return settings for the test's articles and data."""
    return Settings(articles=articles, data=tmp_path / "data")


async def test_files_are_added(shell: Shell) -> None:
    """A file from anywhere is written into the folder and answers; the folder is read, too."""
    letter = shell.folder / "letter.html"
    letter.write_text(PAGE.format("Battery ferries"), encoding="utf-8")
    code, out, _ = await shell("add", str(letter))
    assert code == 0
    assert out.startswith("written: added/Battery-ferries.md\nadded: Battery ferries\n")
    assert "3 articles" in out
    _, out, _ = await shell("ask", "--json", "Battery ferries")
    assert json.loads(out)["citations"][0]["article"]["id"] == "added/Battery-ferries.md"


async def test_what_was_left_out_is_a_warning(shell: Shell) -> None:
    """The article is added all the same."""
    file = shell.folder / "a.md"
    file.write_text("---\ndate: soon\n---\n# Ferries\n\nThey run hourly.", encoding="utf-8")
    code, out, err = await shell("add", str(file))
    assert (code, "added: Ferries" in out) == (0, True)
    assert err.startswith("warning: added/a.md:2: ")


async def test_what_cannot_be_added_is_named_and_the_others_are_added(shell: Shell) -> None:
    """Each problem is a line on stderr; exit code 1."""
    good, bad = shell.folder / "good.txt", shell.folder / "bad.pdf"
    good.write_text("Ferries run hourly.")
    bad.write_bytes(b"no PDF")
    code, out, err = await shell(
        "add", "--json", str(good), str(bad), "gone.txt", "http://127.0.0.1/"
    )
    assert code == 1
    report = json.loads(out)
    assert (report["files"], report["articles"]) == (["added/good.txt"], 3)
    assert {"bad.pdf", "gone.txt", "http://127.0.0.1/"} <= {
        line.partition(": ")[0] for line in err.splitlines()
    }
    assert len(report["problems"]) == 3


async def test_wrong_usage(shell: Shell) -> None:
    """Nothing to add, or a feed beside files, is wrong usage."""
    assert (await shell("add"))[0] == 2
    assert (await shell("add", "a.txt", "--feed", "http://example.org"))[0] == 2


async def test_an_empty_folder_gets_its_first_article(shell: Shell, tmp_path: Path) -> None:
    """A folder that has nothing yet, or is not there yet, is where it begins."""
    (shell.folder / "a.txt").write_text("Ferries run hourly.")
    code, out, _ = await shell("add", "a.txt", YOUJU_ARTICLES=str(tmp_path / "new"))
    assert code == 0
    assert "1 articles" in out
    assert (tmp_path / "new" / "added" / "a.txt").exists()


async def test_a_page_is_added(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """A page of the web is added with its address."""
    async with website({"/ferry": PAGE.format("渡輪改用電池")}) as site:
        assert await add_articles(options(f"{site.url}/ferry"), settings, LOOPBACK_TOO) == 0
    assert "added: 渡輪改用電池" in capsys.readouterr().out
    async with await KnowledgeBase.open(settings.data) as base:
        assert await Listings(base.database).files_by_url() == {
            "https://example.org/client": "client.md",
            f"{site.url}/ferry": "added/渡輪改用電池.md",
        }


def feed_of(*paths: str) -> Page:
    """Return a feed with items."""
    items = "".join(f"<item><link>{path}</link></item>" for path in paths)
    return Page(f"<rss><channel>{items}</channel></rss>", "application/rss+xml")


async def test_a_feed_brings_its_new_items_once(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first run adds all items, the next one those that came since; one that fails is named."""
    pages = {f"/{n}": PAGE.format(f"渡輪{n}") for n in range(3)}
    async with website({"/feed": feed_of("/0", "/1", "/gone"), **pages}) as site:
        asking = options(feed=f"{site.url}/feed")
        assert await add_articles(asking, settings, LOOPBACK_TOO) == 1
        shown = capsys.readouterr()
        assert "2 added" in shown.out
        assert shown.err == (
            f"{site.url}/gone: the server says 404 Not Found; check the address or save the page "
            "as a file\n"
        )
        site.pages["/feed"] = feed_of("/0", "/1", "/2")
        site.asked.clear()
        assert await add_articles(asking, settings, LOOPBACK_TOO) == 0
        assert (site.asked, "1 added" in capsys.readouterr().out) == (["/feed", "/2"], True)
        assert await add_articles(asking, settings, LOOPBACK_TOO) == 0
        assert capsys.readouterr().out == "nothing new\n"


async def test_a_feed_without_end_is_taken_in_parts(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run takes so many items and says how many are left."""
    monkeypatch.setattr(add, "MOST_NEW", 2)
    pages = {f"/{n}": PAGE.format(f"渡輪{n}") for n in range(3)}
    async with website({"/feed": feed_of(*pages), **pages}) as site:
        asking = options(feed=f"{site.url}/feed")
        assert await add_articles(asking, settings, LOOPBACK_TOO) == 1
        assert "1 more items are new" in capsys.readouterr().err
        assert await add_articles(asking, settings, LOOPBACK_TOO) == 0


async def test_a_feed_on_loopback_is_refused_as_the_product_runs(shell: Shell) -> None:
    """Without the tests' allowance nothing on this machine is fetched."""
    async with website({"/feed": feed_of("/0")}) as site:
        code, _, err = await asyncio.wait_for(shell("add", "--feed", f"{site.url}/feed"), 60)
        assert (code, site.asked) == (1, [])
    assert "not on the public internet" in err
