import dataclasses

import pytest

from bot.emulator import Person, Telegram
from bot.service.desk import Desk
from knowledge import KnowledgeBase, KnowledgeError, QuestionsBrokenError, Refreshed
from tests.bot.conftest import Talk, running
from tests.bot.service.test_refresh import LOOPBACK_TOO, PAGE, add
from tests.bot.telegram.handlers.test_reload import report
from tests.web import Page, website


async def test_an_admin_has_pages_looked_at(
    desk: Desk, telegram: Telegram, boss: Person, ana: Person
) -> None:
    """One message tells what has changed, and the new words answer; others may not."""
    connected = dataclasses.replace(desk, fetch=LOOPBACK_TOO)
    async with website({"/a": PAGE}) as site:
        await add(desk.base, desk.settings.articles, f"{site.url}/a")
        site.pages["/a"] = Page(PAGE.replace("電池", "氫氣"))
        async with running(connected, telegram) as talk:
            assert "管理員" in (await talk.answer(ana.says("/refresh")))["text"]
            shown = await report(talk, await talk.answer(boss.says("/refresh")))
            assert "Changed (1)\n• 渡輪" in shown["text"]
            assert "Looked at 1 page or feed." in shown["text"]
            assert "氫氣" in (await talk.answer(ana.says("渡輪改為什麼動力？")))["text"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (QuestionsBrokenError(("why?",)), "Golden questions that would be answered wrong (1)"),
        (KnowledgeError("no room"), "The articles stay as they were: no room"),
    ],
)
async def test_why_the_articles_stay_as_they_were(
    talk: Talk, boss: Person, monkeypatch: pytest.MonkeyPatch, error: KnowledgeError, said: str
) -> None:
    """Is told as after a reload."""

    async def fail(*_: object, **__: object) -> Refreshed:
        raise error

    monkeypatch.setattr(KnowledgeBase, "refresh", fail)
    assert said in (await report(talk, await talk.answer(boss.says("/refresh"))))["text"]
