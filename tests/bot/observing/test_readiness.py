import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.delivery.standing import Place, Standing
from bot.emulator import ManualClock
from bot.observing import readiness
from bot.observing.readiness import SILENCE_SECONDS, Readiness
from bot.service.desk import Desk
from bot.service.figures import Figures
from knowledge import Folder, KnowledgeBase
from knowledge.storage.postgres.database import PostgresDatabase
from tests.postgres import Server


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


async def test_one_of_several_tells_what_it_is(shared: Desk, clock: ManualClock) -> None:
    """It is ready while it may act; a version that it has not followed yet is a lag."""
    figures = Figures(clock)
    figures.contact()
    replica = replace(shared, figures=figures)
    look = Readiness(replica)
    found = await look.check(0)
    assert not found.ready
    assert found.as_json()["replica"] == "has not reached the database lately"
    replica.standing.renewed(time.monotonic(), Place(leads=True, replicas=3))
    found = await look.check(0)
    assert found.ready
    assert found.as_json()["replica"] == "ok"
    assert found.among
    assert (found.among.leads, found.among.replicas, found.among.lag) == (True, 3, 0)
    assert found.among.lease_seconds > 0
    assert found.among.connections.keys() == {"used", "free", "awaited"}
    await _another_version(shared)
    found = await look.check(0)
    assert found.ready
    assert found.among
    assert found.among.lag == 1


async def test_one_without_articles_is_not_ready(
    shared: Desk, postgres: Server, tmp_path: Path
) -> None:
    """Another replica reads them: until then it would say that nothing is in them."""
    async with await KnowledgeBase.open(tmp_path / "new", postgres.emptied()) as base:
        found = await Readiness(replace(shared, base=base)).check(0)
        assert found.index == "has no articles yet"
        await base.reload(Folder(shared.settings.articles))
        found = await Readiness(replace(shared, base=base)).check(0)
        assert found.index == ""


async def _another_version(desk: Desk) -> None:
    """Have the database be one version ahead, as another replica makes it."""
    (desk.settings.articles / "lamp.txt").write_text("路燈\n\n藍牙道釘離停車框七米。", "utf-8")
    database = desk.settings.data / "another"
    assert isinstance(desk.base.database, PostgresDatabase)
    async with await KnowledgeBase.open(database, desk.base.database.url) as other:
        await other.reload(Folder(desk.settings.articles))
