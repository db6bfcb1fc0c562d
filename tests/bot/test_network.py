"""What does the bot do when the network, or Telegram at its other end, fails?"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.delivery import outage
from bot.emulator import Person, Telegram
from bot.emulator.server import serve
from bot.errors import BotError
from bot.service.desk import Desk
from bot.telegram import polling
from tests.bot.conftest import Talk, talking
from tests.bot.wire import Wire, wired
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses be short and silence be noticed soon: a test has no hour."""
    monkeypatch.setattr(outage, "FIRST_PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(polling, "POLL_SECONDS", 1)
    monkeypatch.setattr(polling, "READ_SECONDS", 0.2)


@pytest.fixture
async def wire(desk: Desk, telegram: Telegram) -> AsyncIterator[tuple[Wire, Talk]]:
    """Yield a wire, and the conversation with a bot at its end that waits for updates."""
    async with (
        serve(telegram) as base_url,
        wired(base_url) as (wire, url),
        talking(desk, telegram, url) as talk,
    ):
        await telegram.wait_for_poller()
        yield wire, talk


async def test_a_network_that_was_gone_is_back(
    wire: tuple[Wire, Talk], telegram: Telegram, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot comes back by itself, answers what was asked meanwhile, and has not hammered."""
    line, talk = wire
    with caplog.at_level(logging.INFO):
        await line.be("gone")
        asked = ana.says(FACTORIES)
        await asyncio.sleep(0.5)
        before = line.connections
        await line.be("whole")
        await talk.handled(asked)
    assert "40" in telegram.replies(ana)[-1]["text"]
    assert line.connections - before < 10
    told = [one.getMessage() for one in caplog.records if "cannot be reached" in one.getMessage()]
    assert len(told) == 2
    assert told[1].startswith("over after")


async def test_names_that_are_not_found_for_a_while(
    desk: Desk, telegram: Telegram, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While no name can be resolved the bot waits; what was asked meanwhile is answered."""

    def nothing(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    async with (
        serve(telegram) as base_url,
        wired(base_url) as (line, url),
        talking(desk, telegram, url.replace("127.0.0.1", "localhost")) as talk,
    ):
        await telegram.wait_for_poller()
        with monkeypatch.context() as without_names:
            without_names.setattr(socket, "getaddrinfo", nothing)
            await line.be("gone")
            await line.be("whole")
            asked = ana.says(FACTORIES)
            await asyncio.sleep(0.3)
            assert telegram.replies(ana) == []
        await talk.handled(asked)
    assert "40" in telegram.replies(ana)[-1]["text"]


async def test_a_connection_that_went_silent_is_given_up(
    wire: tuple[Wire, Talk], telegram: Telegram, ana: Person
) -> None:
    """A half-open connection, on which nothing ever comes, is noticed and made anew."""
    line, talk = wire
    await line.be("silent")
    asked = ana.says(FACTORIES)
    await asyncio.sleep(0.3)
    await line.be("gone")
    await line.be("whole")
    await talk.handled(asked)
    assert len(telegram.replies(ana)) == 1


async def test_silence_alone_is_noticed(
    wire: tuple[Wire, Talk], telegram: Telegram, ana: Person
) -> None:
    """Also when no end of the connection is ever told to the bot."""
    line, talk = wire
    await line.be("silent")
    asked = ana.says(FACTORIES)
    before = line.connections
    async with patience():
        while line.connections == before:  # noqa: ASYNC110 - the wire tells nobody
            await asyncio.sleep(0.02)
    await line.be("whole")
    await talk.handled(asked)
    assert len(telegram.replies(ana)) >= 1


async def test_updates_cut_in_mid_body_come_again(
    wire: tuple[Wire, Talk], telegram: Telegram, ana: Person
) -> None:
    """An answer of Telegram that ends in its middle is no answer: it is asked for again."""
    line, talk = wire
    await line.be("cut")
    await talk.handled(ana.says(FACTORIES))
    assert len(telegram.replies(ana)) == 1


async def test_5xx_and_floods_of_the_poll_are_survived(
    wire: tuple[Wire, Talk], telegram: Telegram, ana: Person
) -> None:
    """Whatever Telegram says instead of updates, the next poll gets them."""
    _, talk = wire
    for code in (500, 502, 503, 504, 400):
        telegram.fail("getUpdates", code)
    telegram.fail("getUpdates", 429, retry_after=1)
    await talk.handled(ana.says("/help"))
    await talk.handled(ana.says(FACTORIES))
    assert len(telegram.replies(ana)) == 2


async def test_a_bot_that_was_there_first_stays(
    desk: Desk, telegram: Telegram, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two bots on one token the second says so and leaves; the first goes on answering."""
    monkeypatch.setattr(polling, "CONFLICT_SECONDS", (0.01, 0.03))
    monkeypatch.setattr(polling, "SETTLED_SECONDS", 1.0)
    async with serve(telegram) as base_url:
        url = base_url.removesuffix("/bot")
        async with talking(desk, telegram, url) as talk:
            await talk.handled(ana.says("/help"))
            await asyncio.sleep(1.1)
            async with talking(desk, telegram, url) as second, patience():
                with pytest.raises(BotError, match="with the same token: stop one"):
                    await second.polling
            await talk.handled(ana.says(FACTORIES))
            assert not talk.polling.done()
    assert len(telegram.replies(ana)) == 2


async def test_a_standby_takes_over(
    desk: Desk,
    telegram: Telegram,
    ana: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A standby waits while another bot polls, loses nothing of it, and goes on when it ended."""
    monkeypatch.setattr(polling, "CONFLICT_SECONDS", (0.01, 0.03))
    monkeypatch.setattr(polling, "MOST_CONFLICTS", 99)
    waiting = outage.Outage("network", logging.getLogger(__name__))
    async with (
        serve(telegram) as base_url,
        Bot(telegram.token, base_url) as standby,
        talking(desk, telegram, base_url.removesuffix("/bot")) as talk,
    ):
        await telegram.wait_for_poller()
        looking = asyncio.create_task(polling.stand_by(standby, waiting, look=1, pause=0.1))
        for _ in range(3):
            await talk.handled(ana.says("/help"))
            await asyncio.sleep(0.3)
        assert not looking.done()
        assert "another bot serves this token: waiting for its end" in caplog.text
        talk.polling.cancel()
        async with patience():
            await looking
    assert len(telegram.replies(ana)) == 3
