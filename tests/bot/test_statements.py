"""What does a running bot do when a statement of its database fails, whichever it is?

A full disk, a disk that cannot be read, a database that is kept locked, no memory: each statement
of each way fails once. What was wanted is done in the end, once, and serving goes on.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.delivery import outage
from bot.emulator import Person, Telegram
from bot.emulator.world.state import Json
from bot.records.outbox import Letter
from bot.service.desk import Desk
from bot.telegram import posting, storing
from knowledge import StoreError
from knowledge.storage.port.database import Connection, Row
from tests.bot.conftest import Talk, running
from tests.knowledge.storage.faults import Faults, faulty, looked_at
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"
UNANSWERED = "如何重設密碼 xyzzy？"
MOST = 60  # statements of a way; each has far fewer
WAITING = (
    "SELECT (SELECT count(*) FROM inbox WHERE body IS NOT NULL), "
    "(SELECT count(*) FROM letters WHERE state IN ('waiting', 'sending'))"
)


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    """Return the faults of the database that the bot opens, after which it soon tries again."""
    monkeypatch.setattr(outage, "FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(posting, "FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(posting, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(storing, "NOTE_AGAIN_SECONDS", 0.01)
    return faulty(monkeypatch)


@dataclass
class Stage:
    """A running bot, and who talks with it."""

    talk: Talk
    desk: Desk
    ana: Person
    boss: Person
    faults: Faults

    @property
    def telegram(self) -> Telegram:
        """The emulated Telegram."""
        return self.talk.telegram

    def said_to(self, person: Person) -> list[Json]:
        """Return what the bot has said to a person."""
        return self.telegram.replies(person)

    def rows(self, sql: str) -> list[Row]:
        """Return rows of the database as they are on the disk."""
        return looked_at(self.desk.settings.data / "youju.db", sql)

    async def asked(self, question: str) -> Json:
        """Ask while nothing fails, and return the answer."""
        before = len(self.said_to(self.ana))
        self.ana.says(question)
        await self.settled()
        (answer,) = self.said_to(self.ana)[before:]
        return answer

    async def settled(self) -> None:
        """Wait until Telegram has delivered everything, and all of it is dealt with."""
        async with patience():
            while self._is_busy():  # noqa: ASYNC110 - Telegram's side, and rows have no event
                await asyncio.sleep(0.01)

    def _is_busy(self) -> bool:
        return bool(
            self.telegram.state.updates.pending
            or self.rows(WAITING) != [(0, 0)]
            or any(task.get_name() == "background" for task in asyncio.all_tasks())
        )


@pytest.fixture
async def stage(
    faults: Faults, desk: Desk, telegram: Telegram, ana: Person, boss: Person
) -> AsyncIterator[Stage]:
    """Yield a running bot whose database can fail."""
    async with running(desk, telegram) as talk:
        yield Stage(talk, desk, ana, boss, faults)


async def question(stage: Stage, number: int) -> None:
    """Ask a question: it is answered once."""
    before = len(stage.said_to(stage.ana))
    stage.faults.inject(number)
    stage.ana.says(FACTORIES)
    await stage.settled()
    (answer,) = stage.said_to(stage.ana)[before:]
    assert "40家智能工廠" in answer["text"]
    assert stage.rows("SELECT count(*) FROM turns WHERE reply = ''") == [(0,)]


async def feedback(stage: Stage, number: int) -> None:
    """Press *useful*: the voice is stored."""
    answer = await stage.asked(FACTORIES)
    stage.faults.inject(number)
    stage.ana.presses(answer, "有幫助")
    await stage.settled()
    assert stage.rows("SELECT count(*), sum(useful) FROM voices") == [(number + 1, number + 1)]


async def hand_off(stage: Stage, number: int) -> None:
    """Hand a question on: it reaches a person once."""
    answer = await stage.asked(f"{UNANSWERED}{number}")
    before = len(stage.said_to(stage.boss))
    stage.faults.inject(number)
    stage.ana.presses(answer, "問真人")
    await stage.settled()
    (request,) = stage.said_to(stage.boss)[before:]
    assert f"{UNANSWERED}{number}" in request["text"]
    stage.faults.pause()
    ((handoff,),) = stage.rows("SELECT max(handoff) FROM handoffs")
    await stage.desk.records.handoffs.dismiss(handoff)


async def subscription(stage: Stage, number: int) -> None:
    """Subscribe: it is there once."""
    shown = await stage.asked("/subscribe")
    stage.faults.inject(number)
    stage.ana.presses(shown, "有新文章就通知")
    await stage.settled()
    assert stage.rows("SELECT kind FROM subscriptions") == [("new",)]
    stage.faults.pause()
    await stage.desk.records.subscriptions.drop(str(stage.ana.id))


async def forgetting(stage: Stage, number: int) -> None:
    """Wish to be forgotten: nothing is left."""
    await stage.asked(FACTORIES)
    before = len(stage.said_to(stage.ana))
    stage.ana.says("/forget")
    await stage.settled()
    shown = stage.said_to(stage.ana)[before:][-1]
    stage.faults.inject(number)
    stage.ana.presses(shown, "全部刪除")
    await stage.settled()
    assert stage.rows("SELECT count(*) FROM turns") == [(0,)]


@pytest.mark.parametrize("way", [question, feedback, hand_off, subscription, forgetting])
async def test_any_statement_may_fail(
    way: Callable[[Stage, int], Awaitable[None]], stage: Stage
) -> None:
    """What was wanted is done once, by the inbox's next try at the latest."""
    for number in range(MOST):
        await way(stage, number)
        assert stage.rows("PRAGMA foreign_key_check") == []
        if stage.faults.clear():
            break
    assert 0 < number < MOST - 1
    assert stage.rows("PRAGMA integrity_check") == [("ok",)]
    assert not stage.talk.polling.done()


async def test_a_database_without_room(
    desk: Desk, telegram: Telegram, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """SQLite says that it is full: nothing is confirmed; with room again, each is answered."""
    asked = 5

    def room(pages: int) -> Callable[[Connection], object]:
        return lambda connection: connection.rows(f"PRAGMA max_page_count = {pages}")

    async with running(desk, telegram) as talk:
        await talk.handled(ana.says("/help"))
        await desk.base.database.write(room(1))  # as many as there are, no more
        with pytest.raises(StoreError, match="the disk is full"):
            await desk.records.outbox.put(Letter("a", 1.0, "1", "x" * 100_000))
        for number in range(asked):
            ana.says(FACTORIES + str(number) * 4000)
        async with patience():
            while "the disk is full" not in caplog.text:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0.01)
        assert telegram.state.updates.pending
        await desk.base.database.write(room(1_000_000))
        await talk.told(ana, after=asked)
    assert len(telegram.replies(ana)) == 1 + asked
