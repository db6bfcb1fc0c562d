"""How does the bot serve Telegram from start to stop?

Invariant: SIGTERM and SIGINT end it cleanly: no new update is taken, what is being answered is
answered, the files are closed; what waits is answered by the next run.
"""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.application import UPDATES, build, set_menu
from bot.context import DESK, App, Desk
from bot.errors import BotError
from bot.housekeeping import keep_house
from bot.inbox import Inbox
from bot.lease import lease
from bot.outage import Outage
from bot.polling import NOT_KNOWN, poll, stand_by
from bot.watching import check, keep_watch

log = logging.getLogger(__name__)


async def serve(desk: Desk) -> None:
    """Serve Telegram until the process is told to stop.

    Raise BotError if Telegram does not know the token, the folder cannot be watched, or another bot
    serves already.
    """
    if desk.settings.watch is not None:
        check()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    application = build(desk)
    try:
        await _until(stop, _serve(application))
    finally:
        await application.shutdown()


async def _serve(application: App) -> None:
    desk: Desk = application.bot_data[DESK]
    network = Outage("Telegram cannot be reached", log)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(lease(desk.settings.data, standby=desk.settings.standby))
        await connected(application, network)
        await stack.enter_async_context(_beside(desk))
        if desk.settings.standby:
            await stand_by(application.bot, network)
        async with receiving(application, network) as polling:
            await _set_menu(application)
            log.info("serving as @%s", application.bot.username)
            await polling


@asynccontextmanager
async def receiving(application: App, network: Outage) -> AsyncIterator[asyncio.Task[None]]:
    """Have updates polled and handled; yield the task that polls."""
    inbox = Inbox(application, network)
    await application.start()
    await inbox.start()
    polling = asyncio.create_task(poll(application.bot, inbox, network, UPDATES), name="polling")
    try:
        yield polling
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await inbox.stop()
        await application.stop()
        await inbox.close()


async def connected(application: App, network: Outage) -> None:
    """Say hello to Telegram, again until it answers, and ask it to keep updates for us."""
    while True:
        try:
            await application.initialize()
            await application.bot.delete_webhook()
        except InvalidToken:
            raise BotError(NOT_KNOWN) from None
        except NetworkError as error:
            await asyncio.sleep(network.failed(error))
        else:
            network.ended()
            return


@asynccontextmanager
async def _beside(desk: Desk) -> AsyncIterator[None]:
    """Keep house, and watch the folder, as long as the bot serves."""
    work = [keep_house(desk)]
    if desk.settings.watch is not None:
        work.append(keep_watch(desk, desk.settings.watch))
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _set_menu(application: App) -> None:
    try:
        await set_menu(application)
    except TelegramError as error:  # a menu is worth no start
        log.warning("the menu of commands could not be set: %s", error)


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do some work until it ends or is told to stop."""
    working = asyncio.create_task(work)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not working.done():
        working.cancel()
        await asyncio.wait({working})
    if not working.cancelled():
        working.result()
