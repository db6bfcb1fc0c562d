import asyncio
import json
import shutil
from collections.abc import Collection

import pytest

from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from bot.telegram.context import DESK
from knowledge import Folder, KnowledgeBase, Progress, Report
from tests.bot.conftest import Talk
from tests.patience import patience


async def report(talk: Talk, message: Json) -> Json:
    """Return the message of a reload as it stands when the reload is over."""
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == "background"))
    return talk.shown(message)


async def test_only_admins_reload(
    telegram: Telegram, talk: Talk, ana: Person, boss: Person, room: Room
) -> None:
    """Readers, anonymous admins of a group and people named like an admin are refused."""
    refusal = "只有這個機器人的管理員能這麼做。"
    impostor = telegram.person("Boss", username="boss", language_code="zh-hant", started=True)
    assert (await talk.answer(ana.says("/reload")))["text"] == refusal
    assert (await talk.answer(impostor.says("/reload")))["text"] == refusal
    led = telegram.group("讀書會", admins=[boss])
    assert (await talk.answer(boss.says("/reload", chat=led, anonymous=True)))["text"] == refusal
    assert (await talk.answer(ana.says("/reload", chat=room)))["text"] == refusal


async def test_edited_message_is_no_command(talk: Talk, boss: Person) -> None:
    """A message that is edited into /reload reloads nothing."""
    said = boss.says("hello xyzzy")
    await talk(said)
    assert await talk(boss.edits(said, "/reload")) == []


async def test_report_of_a_reload(desk: Desk, talk: Talk, boss: Person) -> None:
    """A reload tells what was added, changed, removed and rejected, in the same message."""
    folder = desk.settings.articles
    (folder / "new.md").write_text("# A new page\n\nIt tells of ferries.\n", encoding="utf-8")
    (folder / "client.md").unlink()
    (folder / "bad.md").write_text("# No text\n", encoding="utf-8")
    shown = await report(talk, await talk.answer(boss.says("/reload")))
    assert shown["text"].startswith("The articles are live.")
    assert "Added (1)\n• A new page" in shown["text"]
    assert "Removed (1)\n• The client of the bot" in shown["text"]
    assert "Rejected (1)\n• bad.md: there is no text" in shown["text"]
    assert "It tells of ferries." in (await talk.answer(boss.says("what of ferries?")))["text"]


async def test_nothing_new(talk: Talk, boss: Person) -> None:
    """A reload without changes says so."""
    shown = await report(talk, await talk.answer(boss.says("/reload")))
    assert shown["text"].startswith("Nothing has changed.\n\n2 articles · 31 passages")


async def test_reload_in_a_group(talk: Talk, boss: Person, room: Room) -> None:
    """An admin may reload from a group."""
    shown = await report(talk, await talk.answer(boss.says("/reload", chat=room)))
    assert shown["text"].startswith("Nothing has changed.")


async def test_folder_that_vanished(desk: Desk, talk: Talk, boss: Person) -> None:
    """When the articles folder is gone the articles stay, and the admin is told what to do."""
    shutil.rmtree(desk.settings.articles)
    shown = await report(talk, await talk.answer(boss.says("/reload")))
    assert shown["text"].startswith("The articles stay as they were: ")
    assert "no such folder" in shown["text"]
    assert "40" in (await talk.answer(boss.says("上海將新增多少家智能工廠？")))["text"]


class _Gate(KnowledgeBase):
    """A knowledge base whose reload waits at a gate, so that a test can look at the meantime."""

    entered = asyncio.Event()
    gate = asyncio.Event()

    async def reload(
        self,
        folder: Folder,
        progress: Progress = lambda *_: None,
        *,
        who: str = "",
        force: bool = False,
        released: Collection[str] = (),
    ) -> Report:
        async with self.library.changing.held():
            self.entered.set()
            await self.gate.wait()
        return await super().reload(folder, progress, who=who, force=force, released=released)


async def test_second_reload_is_told(
    desk: Desk, talk: Talk, ana: Person, boss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a reload runs, questions are answered and a second reload is told of the first."""
    gated = object.__new__(_Gate)
    gated.__dict__ |= desk.base.__dict__
    monkeypatch.setattr(_Gate, "entered", asyncio.Event())
    monkeypatch.setattr(_Gate, "gate", asyncio.Event())
    settings = talk.application.bot_data[DESK].settings
    talk.application.bot_data[DESK] = Desk(gated, settings, desk.now)
    first = await talk.answer(boss.says("/reload"))
    async with patience():
        await gated.entered.wait()
    assert "40" in (await talk.answer(ana.says("上海將新增多少家智能工廠？")))["text"]
    second = await talk.answer(boss.says("/reload"))
    await talk.telegram.wait_for("editMessageText", 1)
    assert "already running" in talk.shown(second)["text"]
    gated.gate.set()
    assert (await report(talk, first))["text"].startswith("Nothing has changed.")


QUESTION = "On how many platforms does the client run?"


async def test_golden_question_stops_a_reload(desk: Desk, talk: Talk, boss: Person) -> None:
    """A reload that would break a golden question says which; `force` goes on and tells, too."""
    folder = desk.settings.articles
    asked = {"question": QUESTION, "answers": ["three platforms"]}
    (folder / "a.questions.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    text = (folder / "client.md").read_text(encoding="utf-8")
    (folder / "client.md").write_text(text.replace("three", "four"), encoding="utf-8")
    shown = await report(talk, await talk.answer(boss.says("/reload")))
    assert shown["text"].startswith("The articles stay as they were.")
    assert "answered wrong (1)\n• a.questions.jsonl:1 “On how many" in shown["text"]
    assert "three platforms" in (await talk.answer(boss.says(QUESTION)))["text"]
    shown = await report(talk, await talk.answer(boss.says("/reload force")))
    assert shown["text"].startswith("The articles are live.\n\nChanged (1)")
    assert "Golden questions answered wrong now (1)" in shown["text"]
    assert "four platforms" in (await talk.answer(boss.says(QUESTION)))["text"]


async def test_other_words_after_reload(talk: Talk, boss: Person) -> None:
    """A slip reloads nothing."""
    assert (await talk.answer(boss.says("/reload now")))["text"] == (
        "Write /reload, or /reload force."
    )


async def test_moved_and_held_are_told(desk: Desk, talk: Talk, boss: Person) -> None:
    """A renamed article is one that moved, and what a rollback holds back is named."""
    folder = desk.settings.articles
    (folder / "client.md").rename(folder / "desktop.md")
    shown = await report(talk, await talk.answer(boss.says("/reload")))
    assert "Moved (1)\n• The client of the bot" in shown["text"]
    (folder / "new.md").write_text("# A new page\n\nIt tells of ferries.\n", encoding="utf-8")
    await report(talk, await talk.answer(boss.says("/reload")))
    await desk.base.roll_back()
    shown = await report(talk, await talk.answer(boss.says("/reload")))
    assert shown["text"].startswith("Nothing has changed.\n\nHeld back since a rollback")
    assert "• new.md" in shown["text"]
