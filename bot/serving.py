"""How does the bot serve Telegram from start to stop?

Invariant: SIGTERM and SIGINT end it cleanly: no new update is taken, what is being answered is
answered, the files are closed.
"""

import asyncio
import logging
import signal

from telegram.error import InvalidToken, NetworkError

from bot.announcing import keep_announcing
from bot.application import UPDATES, build, set_menu
from bot.context import DESK, App, Desk
from bot.conversation.undelivered import on_refused
from bot.errors import BotError
from bot.housekeeping import keep_house
from bot.posting import keep_posting
from bot.watching import check, keep_watch

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 1.0  # before Telegram is tried again at the start; doubled each time …
LONGEST_PAUSE_SECONDS = 60.0  # … up to this


async def serve(desk: Desk) -> None:
    """Serve Telegram by long polling until the process is told to stop.

    Raise BotError if Telegram does not know the token, or the folder cannot be watched.
    """
    if desk.settings.watch is not None:
        check()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    application = build(desk)
    try:
        await _connected(application, stop)
        if not stop.is_set():
            await _poll(application, stop)
    finally:
        await application.shutdown()


async def _connected(application: App, stop: asyncio.Event) -> None:
    pause = FIRST_PAUSE_SECONDS
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise BotError(
                "YOUJU_TELEGRAM_TOKEN: Telegram does not know this token: copy it again from "
                "@BotFather"
            ) from None
        except NetworkError as error:
            log.warning("Telegram cannot be reached (%s); next try in %.0f s", error, pause)
            await _pause(stop, pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
        else:
            return


async def _poll(application: App, stop: asyncio.Event) -> None:
    updater = application.updater
    if updater is None:
        raise BotError("this application cannot poll")
    await updater.start_polling(allowed_updates=UPDATES, bootstrap_retries=-1)
    await application.start()
    desk: Desk = application.bot_data[DESK]
    beside = [
        asyncio.create_task(keep_house(desk)),
        asyncio.create_task(keep_posting(desk, application.bot, on_refused)),
        asyncio.create_task(keep_announcing(desk)),
        *_watching(desk),
    ]
    try:
        await set_menu(application)
        log.info("serving as @%s", application.bot.username)
        await stop.wait()
    finally:
        for task in beside:
            task.cancel()
        await updater.stop()
        await application.stop()


def _watching(desk: Desk) -> list[asyncio.Task[None]]:
    if desk.settings.watch is None:
        return []
    return [asyncio.create_task(keep_watch(desk, desk.settings.watch))]


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
