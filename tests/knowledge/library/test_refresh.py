from functools import partial
from pathlib import Path

import pytest

from knowledge import Folder, KnowledgeBase, QuestionsBrokenError, Refreshed, fetch
from knowledge.library import refresh as module
from tests.web import Page, Website, allowed_in_tests, website

BEFORE = "<h1>渡輪</h1><p>往返白沙島與望海鎮的六艘柴油渡輪將全部改為電池動力，首艘船已試航。</p>"
AFTER = BEFORE.replace("電池", "氫氣")
FEED = "<rss><channel><item><link>{}</link><title>A</title></item></channel></rss>"


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for politeness."""
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0.0)


fetch_in_tests = partial(fetch, allowed=allowed_in_tests)


async def refreshed(base: KnowledgeBase, shelf: Path, before: float | None = None) -> Refreshed:
    """Look at all pages again."""
    return await base.refresh(shelf, fetch_in_tests, now=1000.0, before=before)


async def add(base: KnowledgeBase, shelf: Path, url: str) -> None:
    """Add a page."""
    page = await fetch_in_tests(url)
    offer = await base.editor.offer(page.content, page.name, page.url)
    await base.editor.add(shelf, await base.editor.places_for(shelf, offer.files))


async def answer(base: KnowledgeBase) -> str:
    """Return what the articles say of the ferry."""
    return (await base.ask("渡輪改為什麼動力？")).citations[0].quote


async def test_a_page_that_has_changed_is_live(base: KnowledgeBase, shelf: Path) -> None:
    """In the place of the one before, which stays beside it; the same once more is nothing new."""
    async with website({"/a": BEFORE}) as site:
        await add(base, shelf, f"{site.url}/a")
        assert (await refreshed(base, shelf)).report is None
        site.pages["/a"] = Page(AFTER)
        report = (await refreshed(base, shelf)).report
        assert report
        assert report.changed == ("渡輪",)
        assert (await refreshed(base, shelf)).report is None
    assert "氫氣" in await answer(base)
    assert sorted(path.name for path in (shelf / "added").iterdir()) == [
        "渡輪.md",
        "渡輪.md.replaced",
    ]


async def test_the_server_is_asked_for_what_has_changed(base: KnowledgeBase, shelf: Path) -> None:
    """By what it had said of the page, so that an unchanged one is not sent again."""
    said = {"ETag": '"v1"', "Last-Modified": "Fri, 07 Mar 2025 10:00:00 GMT"}
    async with website({"/a": Page(BEFORE, headers=said)}) as site:
        await add(base, shelf, f"{site.url}/a")
        await refreshed(base, shelf)
        site.pages["/a"] = Page(status="304 Not Modified")
        assert await refreshed(base, shelf) == Refreshed(1, None, (), ())
    assert 'If-None-Match: "v1"' in site.heads[-1].title().replace("V1", "v1")
    assert "If-Modified-Since: Fri, 07 Mar 2025 10:00:00 Gmt" in site.heads[-1].title()
    assert "If-None-Match" not in site.heads[1].title()


async def test_a_page_that_is_gone_is_told_once_and_kept(base: KnowledgeBase, shelf: Path) -> None:
    """Until it comes back and goes again."""
    async with website({"/a": BEFORE}) as site:
        url = f"{site.url}/a"
        await add(base, shelf, url)
        for pages, gone in (({}, (url,)), ({}, ()), ({"/a": Page(BEFORE)}, ()), ({}, (url,))):
            site.pages.clear()
            site.pages.update(pages)
            assert (await refreshed(base, shelf)).gone == gone
    assert "電池" in await answer(base)


@pytest.mark.parametrize(
    "page",
    [
        Page(status="503 Service Unavailable"),
        Page("<p>", status="200 OK"),
        Page(b"x", "image/png"),
    ],
)
async def test_what_cannot_be_had_stays(base: KnowledgeBase, shelf: Path, page: Page) -> None:
    """The problem is told, and the other pages are looked at."""
    async with website({"/a": BEFORE, "/b": BEFORE.replace("渡輪", "巴士")}) as site:
        await add(base, shelf, f"{site.url}/a")
        await add(base, shelf, f"{site.url}/b")
        site.pages["/a"] = page
        site.pages["/b"] = Page(AFTER.replace("渡輪", "巴士"))
        found = await refreshed(base, shelf)
    assert [error.url for error in found.failed] == [f"{site.url}/a"]
    assert found.report
    assert found.report.changed == ("巴士",)
    assert "電池" in await answer(base)


async def test_a_file_that_was_edited_is_kept_until_its_page_changes(
    base: KnowledgeBase, shelf: Path
) -> None:
    """What an editor has corrected is not undone by a page that is as it was."""
    async with website({"/a": BEFORE}) as site:
        await add(base, shelf, f"{site.url}/a")
        file = shelf / "added" / "渡輪.md"
        file.write_text(file.read_text("utf-8").replace("電池", "電瓶"), "utf-8")
        await base.reload(Folder(shelf))
        assert (await refreshed(base, shelf)).report is None
    assert "電瓶" in await answer(base)


async def test_golden_questions_are_asked_first(base: KnowledgeBase, shelf: Path) -> None:
    """Where the new page answers one wrong, the old one stays, also in the folder."""
    (shelf / "a.questions.jsonl").write_text(
        '{"id": "1", "question": "渡輪改為什麼動力？", "answers": ["電池"]}\n', "utf-8"
    )
    async with website({"/a": BEFORE}) as site:
        await add(base, shelf, f"{site.url}/a")
        site.pages["/a"] = Page(AFTER)
        with pytest.raises(QuestionsBrokenError):
            await refreshed(base, shelf)
    assert "電池" in await answer(base)
    assert "電池" in (shelf / "added" / "渡輪.md").read_text("utf-8")


async def test_only_what_is_due_is_looked_at(base: KnowledgeBase, shelf: Path) -> None:
    """A page has its time."""
    async with website({"/a": BEFORE}) as site:
        await add(base, shelf, f"{site.url}/a")
        assert (await refreshed(base, shelf, before=500.0)).looked == 1
        assert (await refreshed(base, shelf, before=500.0)).looked == 0
        assert (await refreshed(base, shelf, before=1500.0)).looked == 1


async def test_a_removed_page_is_not_looked_at(base: KnowledgeBase, shelf: Path) -> None:
    """Nor is a file that has an address and was never fetched."""
    (shelf / "own.md").write_text("---\nurl: https://example.org/x\n---\n# Own\n\nText.", "utf-8")
    async with website({"/a": BEFORE}) as site:
        await add(base, shelf, f"{site.url}/a")
        await refreshed(base, shelf)
        (shelf / "added" / "渡輪.md").unlink()
        await base.reload(Folder(shelf))
        assert (await refreshed(base, shelf)).looked == 0
    assert site.asked == ["/a", "/a"]


async def test_a_feed_is_followed(base: KnowledgeBase, shelf: Path) -> None:
    """Its new items become live; those that are known are looked at like any page."""
    async with website({"/a": BEFORE, "/b": BEFORE.replace("渡輪", "巴士")}) as site:
        feed = f"{site.url}/feed"
        site.pages["/feed"] = Page(FEED.format(f"{site.url}/a"), "application/rss+xml")
        await base.editor.follow(feed)
        assert titles(await refreshed(base, shelf)) == ("渡輪",)
        assert titles(await refreshed(base, shelf)) == ()
        items = FEED.format(f"{site.url}/b").replace("<channel>", f"<channel>{item(site)}")
        site.pages["/feed"] = Page(items, "application/rss+xml")
        assert titles(await refreshed(base, shelf)) == ("巴士",)
        site.pages["/feed"] = Page("no feed", "application/rss+xml")
        assert [error.url for error in (await refreshed(base, shelf)).failed] == [feed]


def item(site: Website) -> str:
    """Return an item of a feed."""
    return f"<item><link>{site.url}/a</link><title>A</title></item>"


def titles(found: Refreshed) -> tuple[str, ...]:
    """Return what was added."""
    return found.report.added if found.report else ()


async def test_hosts_are_asked_one_after_the_other(
    base: KnowledgeBase, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a pause between two requests to the same one."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async with website({"/a": BEFORE, "/b": BEFORE.replace("渡輪", "巴士")}) as site:
        await add(base, shelf, f"{site.url}/a")
        await add(base, shelf, f"{site.url}/b")
        monkeypatch.setattr(module, "PAUSE_SECONDS", 3600.0)
        monkeypatch.setattr("knowledge.library.refresh.asyncio.sleep", sleep)
        await refreshed(base, shelf)
    assert [3500 < pause <= 3600 for pause in pauses] == [True]
