import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.delivery import standing
from bot.emulator import Telegram
from bot.emulator.server import serve
from bot.messages import messages
from bot.observing import diagnosis
from bot.observing.diagnosis import (
    LONG_QUEUE,
    Finding,
    of_articles,
    of_machine,
    of_people,
    of_replicas,
    of_server,
    of_telegram,
    of_traffic,
    worst,
)
from bot.records.handoffs import Handoff
from bot.records.inbox import Received
from bot.records.refusals import Refusal
from bot.records.turns import Place
from bot.service.desk import Desk
from knowledge import KnowledgeBase

SAY = messages("en")


@asynccontextmanager
async def bot_of(telegram: Telegram, token: str = "") -> AsyncIterator[Bot]:
    """Yield a bot that talks to an emulated Telegram over HTTP."""
    async with serve(telegram) as url, HTTPXRequest() as request:
        yield Bot(token or telegram.token, url, request=request)


def states(found: list[Finding]) -> list[str]:
    """Return the states of some findings."""
    return [one.state for one in found]


async def test_a_healthy_bot(telegram: Telegram) -> None:
    """Its name, its modes and what waits are told."""
    async with bot_of(telegram) as bot:
        found = await of_telegram(bot, SAY)
    assert states(found) == ["fine"] * 3
    assert str(found[0]) == "✓ Telegram knows the bot as @youju_bot."


async def test_a_bot_without_a_user_name(telegram: Telegram) -> None:
    """A server may tell the first name only."""
    telegram.state.bot = replace(telegram.bot, username=None)
    async with bot_of(telegram) as bot:
        found = await of_telegram(bot, SAY)
    assert str(found[0]) == "✓ Telegram knows the bot as @Articles."


async def test_privacy_mode_is_told_with_its_remedy() -> None:
    """The bot works, but hears less in groups."""
    async with bot_of(Telegram(username="youju_bot")) as bot:
        found = await of_telegram(bot, SAY)
    assert states(found) == ["fine", "doubtful", "fine"]
    assert "/setprivacy" in found[1].words


async def test_a_wrong_token(telegram: Telegram) -> None:
    """One sentence with the remedy, without the token."""
    async with bot_of(telegram, "123456:" + "x" * 30) as bot:
        (one,) = await of_telegram(bot, SAY)
    assert one.state == "broken"
    assert "x" * 30 not in one.words
    assert telegram.token not in one.words


async def test_no_telegram() -> None:
    """Nobody answers at that address."""
    async with HTTPXRequest() as request:
        bot = Bot("123456:" + "x" * 30, "http://127.0.0.1:9/bot", request=request)
        (one,) = await of_telegram(bot, SAY)
    assert one.state == "broken"
    assert one.words.startswith("Telegram cannot be reached")


async def test_articles_are_counted(desk: Desk) -> None:
    """With the version and since when it is live."""
    found = await of_articles(desk, SAY)
    assert states(found) == ["fine", "fine"]
    assert found[0].words.startswith("2 articles")
    assert found[1].words.startswith("Version 1, live since 20")


async def test_no_articles(tmp_path: Path, desk: Desk) -> None:
    """Then nothing can be answered, and the remedy is told."""
    async with await KnowledgeBase.open(tmp_path / "empty") as base:
        found = await of_articles(Desk(base, desk.settings), SAY)
    assert states(found) == ["broken"]
    assert "/reload" in found[0].words


async def test_a_damaged_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own check speaks."""

    async def damaged(_: object) -> str:
        return "row 7 missing from index"

    monkeypatch.setattr(type(desk.base.library), "damage", damaged)
    found = await of_articles(desk, SAY)
    assert found[-1].state == "broken"
    assert "row 7" in found[-1].words
    assert "python -m bot restore FILE" in found[-1].words
    url = SecretStr("postgresql://host/db")
    elsewhere = desk.settings.model_copy(update={"database_url": url})
    found = await of_articles(replace(desk, settings=elsewhere), SAY)
    assert found[-1].words.endswith("stop the bot, and restore it on its server.")


async def test_the_database_is_looked_at(desk: Desk) -> None:
    """A sound one has nothing to tell."""
    assert await desk.base.library.damage() == ""


async def test_questions_that_wait_for_a_person_are_told(desk: Desk) -> None:
    """Somebody should answer them."""
    handoff = Handoff(1, 1.0, Place("1", "", "2", "3"), "en", "?", ())
    await desk.records.handoffs.open(handoff, lambda _: ())
    found = await of_people(desk, SAY)
    assert [one for one in found if one.state == "doubtful"] == [
        Finding("doubtful", "1 question waits for a person.")
    ]


async def test_a_full_disk_and_an_open_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are told, each with its remedy or its number."""
    desk.settings.data.chmod(0o755)
    total = shutil.disk_usage(desk.settings.data)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: total._replace(free=5_000_000))
    full, readable, *_ = of_machine(desk.settings, SAY)
    assert full == Finding("broken", "5 MB free on the disk.")
    assert "chmod 700" in readable.words


async def test_a_missing_library(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of files that are rejected without it are named."""
    monkeypatch.setattr(diagnosis, "READERS", {"no_such_library": "pdf"})
    assert of_machine(desk.settings, SAY)[-1].words.startswith("Not installed: pdf.")


def test_worst() -> None:
    """Nothing found is fine."""
    assert worst([]) == "fine"


async def test_a_long_queue_and_flood_waits_are_told(desk: Desk) -> None:
    """The bot may be slower than the questions come."""
    await desk.records.inbox.put(1.0, [Received(n, "1", "{}") for n in range(LONG_QUEUE)])
    desk.figures.flood_waits, desk.figures.flood_seconds = 2, 7.4
    queue, waits = await of_traffic(desk, SAY)
    assert queue == Finding("doubtful", "100 updates are being dealt with.")
    assert "2 times, 7 s in all" in waits.words


async def test_what_the_server_does_not_know_is_told(desk: Desk) -> None:
    """Each method and parameter by its name; nothing is said of a server that knows all."""
    assert await of_server(desk, SAY) == []
    await desk.records.refusals.put(Refusal("sendMessage", "link_preview_options"), 0.0)
    (found,) = await of_server(desk, SAY)
    assert found.state == "doubtful"
    assert "does not know: sendMessage: link_preview_options." in found.words


async def test_replicas_are_looked_at(shared: Desk) -> None:
    """How many serve, whether this one leads, and what keeps it; a shell is none of them."""
    assert shared.records.shared
    shell = replace(shared, standing=standing.Standing())
    assert await of_replicas(shell, SAY) == [Finding("fine", "0 replicas serve from the database.")]
    store = shared.records.replicas
    name = await store.join("4200")
    (count, leaderless, silent) = await of_replicas(shared, SAY)
    assert count == Finding("fine", "1 replica serves from the database.")
    assert leaderless.state == "doubtful"
    assert "one takes over within 15 s" in leaderless.words
    assert silent.state == "broken"
    assert silent.words.startswith("This one has not reached the database lately")
    await store.lead(name)
    shared.standing.renewed(time.monotonic(), standing.Place(leads=True, replicas=1))
    assert await of_replicas(shared, SAY) == [
        Finding("fine", "1 replica serves from the database."),
        Finding("fine", "This one leads: it sends letters and news."),
    ]


async def test_a_replica_that_is_behind_is_told(shared: Desk) -> None:
    """It answers from the version before, and catches up by itself."""
    shared.standing.renewed(time.monotonic(), standing.Place(leads=False, replicas=2))
    await shared.base.database.run(
        "INSERT INTO versions (version, at, who) VALUES (2, '2026-01-02T03:04:05', '')"
    )
    *_, follows, behind = await of_replicas(shared, SAY)
    assert follows == Finding("fine", "This one follows: another one sends letters and news.")
    assert behind.state == "doubtful"
    assert behind.words.startswith("This one answers from version 1, the database has 2:")


async def test_one_bot_alone_is_no_replica(desk: Desk) -> None:
    """Its database is a file: nothing is said of others."""
    assert await of_replicas(desk, SAY) == []
