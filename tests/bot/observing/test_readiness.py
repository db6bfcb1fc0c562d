import sqlite3
import time
from contextlib import closing
from dataclasses import replace

import pytest

from bot.delivery.standing import Place, Standing
from bot.emulator import ManualClock
from bot.observing import readiness
from bot.observing.readiness import SILENCE_SECONDS, Readiness
from bot.service.desk import Desk
from bot.service.figures import Figures


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock that stands still."""
    return ManualClock(0)


@pytest.fixture
def heard(desk: Desk, clock: ManualClock) -> Desk:
    """Return a desk that Telegram has just answered."""
    figures = Figures(clock)
    figures.contact()
    return replace(desk, figures=figures)


async def test_a_bot_that_can_answer_is_ready(heard: Desk) -> None:
    """Every part is well, and what is live is told."""
    found = await Readiness(heard).check(3)
    assert found.ready
    parts = ("database", "index", "telegram", "updates", "webhook")
    assert found.as_json() == {"ready": True, **dict.fromkeys(parts, "ok")}
    assert (found.waiting, found.version, found.articles) == (3, 1, 2)
    assert found.passages > 0
    assert found.index_bytes > 0


async def test_silence_of_telegram_is_told(heard: Desk, clock: ManualClock) -> None:
    """Never heard of, or not for minutes: then no question comes in."""
    assert (await Readiness(replace(heard, figures=Figures())).check(0)).telegram
    clock.advance(SILENCE_SECONDS + 1)
    found = await Readiness(heard).check(0)
    assert not found.ready
    assert found.telegram == "has not answered for 181 s"


async def test_one_that_receives_nothing_is_not_ready(heard: Desk) -> None:
    """It has not begun to, or it stops: a balancer sends updates to another one."""
    found = await Readiness(heard).check(None)
    assert not found.ready
    assert found.as_json()["updates"] == "are not received"
    assert found.waiting == 0


async def test_a_follower_need_not_hear_of_telegram(heard: Desk, clock: ManualClock) -> None:
    """Where updates are asked for only the leader asks; all must, where they are delivered."""
    standing = Standing(15.0)
    standing.renewed(time.monotonic(), Place(leads=False, replicas=2))
    follower = replace(heard, standing=standing)
    clock.advance(SILENCE_SECONDS + 1)
    assert (await Readiness(follower).check(0)).telegram == ""
    url = {"webhook_url": "https://bot.example.org/hook"}
    hooked = replace(follower, settings=heard.settings.model_copy(update=url))
    assert (await Readiness(hooked).check(0)).telegram == "has not answered for 181 s"


async def test_a_locked_database_is_told(heard: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be stored, so no question can be received; the look itself does not hang."""
    monkeypatch.setattr(readiness, "PATIENCE_SECONDS", 0.1)
    look = Readiness(heard)
    with closing(sqlite3.connect(heard.settings.data / "youju.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            found = await look.check(0)
            assert found.database == "does not answer, or cannot be written"
            assert not found.ready
        other.execute("ROLLBACK")
    monkeypatch.setattr(readiness, "PATIENCE_SECONDS", 10)
    assert (await look.check(0)).ready


async def test_a_complaint_about_the_webhook_is_told(heard: Desk) -> None:
    """In Telegram's words, without making the bot unready: a restart would not mend it."""
    heard.figures.webhook_error = "Connection refused"
    found = await Readiness(heard).check(0)
    assert found.ready
    assert found.as_json()["webhook"] == "Connection refused"
