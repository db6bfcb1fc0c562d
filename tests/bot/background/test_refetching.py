import dataclasses
import logging

import pytest

from bot.background.refetching import look_again
from bot.service.desk import Desk
from knowledge import KnowledgeBase, KnowledgeError, QuestionsBrokenError, Refreshed
from tests.bot.background.test_news import texts
from tests.bot.service.test_refresh import LOOPBACK_TOO, PAGE, add
from tests.web import Page, website


async def test_what_is_gone_is_told_to_the_admins_once(desk: Desk) -> None:
    """And what is not due is not looked at."""
    connected = dataclasses.replace(desk, fetch=LOOPBACK_TOO)
    async with website({"/a": PAGE}) as site:
        await add(desk.base, desk.settings.articles, f"{site.url}/a")
        site.pages.clear()
        for _ in range(2):
            await look_again(connected, every=3600.0)
        assert site.asked == ["/a", "/a"]
        await look_again(connected, every=-1.0)
        assert site.asked == ["/a"] * 3
    (text,) = await texts(desk)
    assert f"{site.url}/a" in text


async def test_a_clock_that_was_set_back_keeps_no_page(desk: Desk) -> None:
    """What was looked at after now is looked at."""
    earlier = dataclasses.replace(desk, fetch=LOOPBACK_TOO, now=lambda: desk.now() - 86_400.0)
    async with website({"/a": PAGE}) as site:
        await add(desk.base, desk.settings.articles, f"{site.url}/a")
        await desk.base.refresh(desk.settings.articles, LOOPBACK_TOO, now=desk.now())
        asked = len(site.asked)
        await look_again(earlier, every=3600.0)
        assert len(site.asked) == asked + 1
        await look_again(earlier, every=3600.0)
        assert len(site.asked) == asked + 1


async def test_a_page_that_has_changed_is_live(desk: Desk) -> None:
    """Told to nobody: it is in the log and among the versions."""
    connected = dataclasses.replace(desk, fetch=LOOPBACK_TOO)
    async with website({"/a": PAGE}) as site:
        await add(desk.base, desk.settings.articles, f"{site.url}/a")
        site.pages["/a"] = Page(PAGE.replace("電池", "氫氣"))
        await look_again(connected, every=3600.0)
    assert (await desk.base.library.versions(1))[0].who == "refetch"
    assert await texts(desk) == []


@pytest.mark.parametrize(
    ("error", "letters"),
    [(QuestionsBrokenError(("為什麼？",)), 1), (KnowledgeError("no room"), 0)],
)
async def test_articles_that_stay_as_they_were(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: KnowledgeError,
    letters: int,
) -> None:
    """Are a line in the log; the admins are written to if golden questions are against them."""

    async def fail(*_: object, **__: object) -> Refreshed:
        raise error

    monkeypatch.setattr(KnowledgeBase, "refresh", fail)
    with caplog.at_level(logging.WARNING):
        await look_again(desk, every=1.0)
    assert "the articles stay as they were" in caplog.text
    assert len(await texts(desk)) == letters
