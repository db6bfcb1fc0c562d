import dataclasses
from functools import partial
from pathlib import Path

import pytest

from bot.service.desk import Desk
from bot.service.refresh import refresh
from knowledge import KnowledgeBase, KnowledgeError, QuestionsBrokenError, Refreshed, fetch
from knowledge.runtime.progress import quiet
from tests.web import Page, allowed_in_tests, website

PAGE = "<h1>渡輪</h1><p>往返白沙島與望海鎮的六艘柴油渡輪將全部改為電池動力，首艘船已試航。</p>"
LOOPBACK_TOO = partial(fetch, allowed=allowed_in_tests)


async def add(base: KnowledgeBase, folder: Path, url: str) -> None:
    """Add a page."""
    page = await LOOPBACK_TOO(url)
    offer = await base.editor.offer(page.content, page.name, page.url)
    await base.editor.add(folder, await base.editor.places_for(folder, offer.files))


async def test_a_look_is_counted_as_what_came_of_it(desk: Desk) -> None:
    """One that changed something is a reload."""
    connected = dataclasses.replace(desk, fetch=LOOPBACK_TOO)
    async with website({"/a": PAGE}) as site:
        await add(desk.base, desk.settings.articles, f"{site.url}/a")
        assert (await refresh("1", connected, quiet)).report is None
        site.pages["/a"] = Page(PAGE.replace("電池", "氫氣"))
        found: Refreshed = await refresh("1", connected, quiet)
    assert found.report
    assert (await desk.base.library.versions(1))[0].who == "1"
    assert dict(connected.figures.reloads) == {"done": 1}


@pytest.mark.parametrize(
    ("error", "name"),
    [(QuestionsBrokenError(("why?",)), "stopped"), (KnowledgeError("no room"), "failed")],
)
async def test_one_that_fails_is_counted_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: KnowledgeError, name: str
) -> None:
    """By why it failed, as a reload is."""

    async def fail(*_: object, **__: object) -> Refreshed:
        raise error

    monkeypatch.setattr(KnowledgeBase, "refresh", fail)
    with pytest.raises(KnowledgeError):
        await refresh("1", desk, quiet)
    assert dict(desk.figures.reloads) == {name: 1}
