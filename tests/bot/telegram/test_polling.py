import asyncio
import logging

import pytest

from bot.delivery import outage
from bot.emulator import EmulatorRequest, Telegram
from bot.errors import BotError
from bot.service.desk import Desk
from bot.telegram import polling
from tests.bot.conftest import running
from tests.patience import patience


async def test_a_token_that_was_revoked_ends_the_bot(desk: Desk, telegram: Telegram) -> None:
    """A token that Telegram does not know any more is told with its remedy, not tried for ever."""
    async with running(desk, telegram) as talk:
        await telegram.wait_for_poller()
        telegram.fail("getUpdates", 401)
        telegram.state.updates.interrupt("so that it polls again")
        async with patience():
            with pytest.raises(BotError, match="copy it again from @BotFather"):
                await talk.polling


async def test_the_end_of_a_poll_confirms_nothing(desk: Desk, telegram: Telegram) -> None:
    """What was fetched but not stored when the bot is told to stop stays with Telegram."""
    reader = telegram.person("Ana", started=True)
    async with running(desk, telegram) as talk:
        await telegram.wait_for_poller()
        talk.polling.cancel()
        await asyncio.gather(talk.polling, return_exceptions=True)
        reader.says("/help")
        await asyncio.sleep(0.05)
        assert len(telegram.state.updates.pending) == 1


async def test_a_busy_bot_is_seen_by_what_it_confirms(telegram: Telegram) -> None:
    """A bot that is never waiting when somebody looks is there all the same."""
    from telegram import Bot  # noqa: PLC0415 - named like the emulator

    request = EmulatorRequest(telegram)
    reader = telegram.person("Ana", started=True)
    network = outage.Outage("network", logging.getLogger(__name__))
    async with Bot(telegram.token, request=request, get_updates_request=request) as bot:
        reader.says("1")
        looking = asyncio.create_task(polling.stand_by(bot, network, look=1, pause=0.05))
        for _ in range(5):
            await asyncio.sleep(0.04)
            telegram.take()
            reader.says("2")
        assert not looking.done()
        async with patience():
            await looking
