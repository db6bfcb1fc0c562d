"""How does the bot serve Telegram from start to stop?

Invariant: SIGTERM and SIGINT end it cleanly: no new update is taken, what is being answered is
answered, the files are closed; what waits is answered by the next run.
"""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    suppress,
)
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken, TelegramError

from bot.background.checking import keep_checking
from bot.background.following import keep_following
from bot.background.housekeeping import keep_house
from bot.background.leading import while_leading
from bot.background.news import keep_announcing
from bot.background.refetching import keep_refetching
from bot.background.replica import among_replicas
from bot.background.restarting import restarting
from bot.background.watching import check, keep_watch
from bot.delivery.allowance import Allowance
from bot.delivery.lease import lease
from bot.delivery.outage import Outage
from bot.delivery.pace import Pace
from bot.errors import BotError
from bot.records.uses import Use
from bot.service.desk import Desk
from bot.service.undelivered import on_refused
from bot.settings import Settings
from bot.telegram.answers import UnknownMethodError
from bot.telegram.context import ALLOWANCE, CAPABILITIES, DESK, PACE, App
from bot.telegram.handlers.application import UPDATES, build, set_menu
from bot.telegram.inbox import Inbox
from bot.telegram.polling import NOT_KNOWN, keep_in_touch, poll, stand_by
from bot.telegram.posting import keep_posting
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from bot.web.endpoint import Endpoint

log = logging.getLogger(__name__)

GARBAGE_THRESHOLDS = 10_000, 50, 50  # objects, young rounds, middle rounds; 700, 10, 10 by default
NEEDED_TO_LISTEN = ("starlette", "uvicorn", "prometheus_client")


async def serve(desk: Desk, endpoint: "Endpoint | None" = None) -> None:
    """Serve Telegram until the process is told to stop, at an endpoint if there is one.

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
        await _until(stop, _serve(application, endpoint), lambda: _leave(application, endpoint))
    finally:
        await application.shutdown()


async def _serve(application: App, endpoint: "Endpoint | None") -> None:
    desk: Desk = application.bot_data[DESK]
    network = Outage("Telegram cannot be reached", log)
    inbox = Inbox(application, network)
    async with AsyncExitStack() as stack:
        if endpoint:
            await stack.enter_async_context(endpoint.opened(desk))
        await stack.enter_async_context(lease(desk.settings.data, standby=desk.settings.standby))
        await connected(application, network)
        await stack.enter_async_context(beside_others(application, inbox))
        await stack.enter_async_context(_beside(application))
        if desk.standing.alone and desk.settings.standby and not desk.settings.webhook_url:
            await stand_by(application.bot, network)
        async with receiving(application, inbox, network, endpoint) as fetching:
            await set_menu(application)
            _settle_memory()
            log.info("serving as @%s", application.bot.username)
            await fetching


@asynccontextmanager
async def answering_probes(settings: Settings) -> AsyncIterator["Endpoint | None"]:
    """Answer at once, if an address is set for that: a bot that starts is not a dead one."""
    if settings.listen is None:
        yield None
        return
    if missing := [name for name in NEEDED_TO_LISTEN if find_spec(name) is None]:
        raise BotError(
            f"YOUJU_LISTEN: {', '.join(missing)} not installed: `pip install {' '.join(missing)}`, "
            "or leave YOUJU_LISTEN and YOUJU_WEBHOOK_URL out"
        )
    from bot.web.endpoint import Endpoint, listening  # noqa: PLC0415 - extras, loaded where used

    endpoint = Endpoint(settings)
    async with listening(endpoint, settings.listen):
        yield endpoint


def beside_others(application: App, inbox: Inbox) -> AbstractAsyncContextManager[None]:
    """Serve as one of several replicas where the database can be shared."""
    allowance: Allowance = application.bot_data[ALLOWANCE]
    pace: Pace = application.bot_data[PACE]

    def used(uses: Sequence[Use], replicas: int) -> None:
        now = asyncio.get_running_loop().time()
        for use in uses:
            if use.kind == "message":
                pace.take(use.chat, now - use.ago)
            else:
                allowance.spend(use.person, use.chat, use.cost)
        pace.share(replicas)

    return among_replicas(application.bot_data[DESK], str(application.bot.id), inbox, used)


@asynccontextmanager
async def receiving(
    application: App, inbox: Inbox, network: Outage, endpoint: "Endpoint | None" = None
) -> AsyncIterator[asyncio.Task[None]]:
    """Have updates come in and handled; yield the task that sees to their coming."""
    await application.start()
    await inbox.start()
    if endpoint:
        endpoint.inbox = inbox
    coming = asyncio.create_task(_coming(application, inbox, network, endpoint), name="coming")
    try:
        yield coming
    finally:
        if endpoint:
            endpoint.inbox = endpoint.webhook = None
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)
        await inbox.stop()
        await application.stop()
        await inbox.close()


async def _coming(
    application: App, inbox: Inbox, network: Outage, endpoint: "Endpoint | None"
) -> None:
    """Ask for updates, or have them delivered to the endpoint, for ever."""
    desk: Desk = application.bot_data[DESK]
    settings, capabilities = desk.settings, application.bot_data[CAPABILITIES]
    if endpoint is None or settings.webhook_url is None:
        asking = partial(poll, application.bot, inbox, network, UPDATES, capabilities)
        if desk.standing.alone:
            await asking()
            return
        await asyncio.gather(
            while_leading(desk.standing, asking), keep_in_touch(application.bot, inbox, network)
        )
        return
    from bot.telegram.webhook import Webhook, keep_webhook  # noqa: PLC0415 - as with the endpoint

    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    endpoint.webhook = Webhook(application, inbox, secret)
    await keep_webhook(application, network, UPDATES)


async def connected(application: App, network: Outage) -> None:
    """Connect to Telegram, try until it answers, and have it keep updates to be asked for."""
    desk: Desk = application.bot_data[DESK]
    with suppress(KnowledgeError):
        await desk.records.refusals.clear()  # the server may have been updated since
    while True:
        try:
            await application.initialize()
            if desk.settings.webhook_url is None:
                with suppress(UnknownMethodError):
                    await application.bot.delete_webhook()
        except InvalidToken:
            raise BotError(NOT_KNOWN) from None
        except TelegramError as error:
            await asyncio.sleep(network.failed(error))
        else:
            network.ended()
            return


@asynccontextmanager
async def _beside(application: App) -> AsyncIterator[None]:
    """Keep house, send letters, tell news, look at what may have changed, as long as it serves."""
    desk: Desk = application.bot_data[DESK]
    of_one: dict[str, Callable[[], Awaitable[None]]] = {
        "checking the database": lambda: keep_checking(desk),
        "sending letters": lambda: keep_posting(desk, application.bot, on_refused),
        "telling news": lambda: keep_announcing(desk),
    }
    if (seconds := desk.settings.watch) is not None:
        of_one["watching the folder"] = lambda: keep_watch(desk, seconds)
    if (hours := desk.settings.refetch) is not None:
        of_one["looking at pages"] = lambda: keep_refetching(desk, hours)
    work = {name: partial(while_leading, desk.standing, one) for name, one in of_one.items()}
    work["housekeeping"] = partial(keep_house, desk)
    if not desk.standing.alone:
        work["following the articles"] = partial(keep_following, desk)
    tasks = [asyncio.create_task(restarting(one, name)) for name, one in work.items()]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _settle_memory() -> None:
    """Take what was loaded out of the garbage collector's rounds, and have it come round less.

    An update makes thousands of short-lived objects; with the defaults, looking for garbage among
    them took an eighth of the time of an answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)


async def _leave(application: App, endpoint: "Endpoint | None") -> None:
    """Let a balancer send elsewhere first, where there are others that it can send to."""
    desk: Desk = application.bot_data[DESK]
    if endpoint and endpoint.webhook and desk.standing.replicas > 1:
        await endpoint.leave()


async def _until(
    stop: asyncio.Event,
    work: Coroutine[Any, Any, None],
    leave: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Do some work until it ends, or is told to stop, and goes on as long as leaving takes."""
    working = asyncio.create_task(work)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not working.done():
        leaving = asyncio.create_task(leave())
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        working.cancel()
        await asyncio.wait({working})
    if not working.cancelled():
        working.result()
