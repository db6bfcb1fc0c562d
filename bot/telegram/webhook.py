"""Telegram posts an update to us: is it really Telegram, and is the update safe?

Invariant: nothing is read before the secret was compared, in constant time; 200 is said only when
the update is stored. Any other answer makes Telegram deliver it again.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from hmac import compare_digest
from http import HTTPStatus

from telegram import Update
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.delivery.outage import Outage
from bot.errors import BotError
from bot.service.desk import Desk
from bot.settings import Settings
from bot.telegram.answers import Json, read_json, readable
from bot.telegram.capabilities import Capabilities, is_of_kinds
from bot.telegram.context import CAPABILITIES, DESK, SIEVE, App
from bot.telegram.inbox import FullError, Inbox
from bot.telegram.polling import NOT_KNOWN
from bot.telegram.rate_limiter import seconds_of
from bot.telegram.sieve import Sieve
from knowledge import KnowledgeError

log = logging.getLogger(__name__)

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
LARGEST_BODY = 1_000_000  # bytes: the longest message of Telegram with its reply takes some 60 kB
BODY_SECONDS = 10.0  # for all of it
LOOK_SECONDS = 60.0  # between two looks at what Telegram tells of it
MOST_CONNECTIONS = 40  # that Telegram may open at once; its own default


class Webhook:
    """Takes the updates that are posted to the bot's own address."""

    def __init__(self, application: App, inbox: Inbox, secret: str) -> None:
        self._application = application
        self._inbox = inbox
        desk: Desk = application.bot_data[DESK]
        self._figures = desk.figures
        self._standing = desk.standing
        self._sieve: Sieve = application.bot_data[SIEVE]
        self._secret = secret.encode()

    async def take(self, secret: str, body: AsyncIterator[bytes]) -> HTTPStatus:
        """Return the status that answers a post with a secret and a body."""
        if not self._secret or not compare_digest(secret.encode(), self._secret):
            return HTTPStatus.FORBIDDEN
        try:
            async with asyncio.timeout(BODY_SECONDS):
                content = await _whole(body)
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        if content is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return await self._received(content)

    async def _received(self, content: bytes) -> HTTPStatus:
        raw = read_update(content)
        if raw is None:
            return HTTPStatus.BAD_REQUEST
        self._figures.contact()
        if not self._standing.may_act:  # it would wait for the database: another replica need not
            return HTTPStatus.SERVICE_UNAVAILABLE
        if not self._sieve.passes(raw):
            return HTTPStatus.OK
        try:
            await self._inbox.receive([Update.de_json(raw, self._application.bot)])
        except (KnowledgeError, FullError) as error:
            log.warning("an update is left with Telegram: %s", error)
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.OK


def read_update(content: bytes) -> Json | None:
    """Return the update of a body; nothing if it is none that could be parsed and stored."""
    try:
        raw = _without_nothing(read_json(content))
    except (ValueError, RecursionError):
        return None
    update = readable(raw)
    return update if update is raw else None


def _without_nothing(value: object) -> object:
    """Return JSON without nulls and empty lists: they mean nothing, and are not stored."""
    if isinstance(value, list):
        return [_without_nothing(one) for one in value]
    if not isinstance(value, dict):
        return value
    left = {name: _without_nothing(one) for name, one in value.items()}
    return {name: one for name, one in left.items() if one is not None and one != []}


async def keep_webhook(application: App, network: Outage, kinds: Sequence[str]) -> None:
    """Have Telegram deliver updates of some kinds to us, and look whether it does, for ever.

    Raise BotError if Telegram does not take the address.
    """
    desk: Desk = application.bot_data[DESK]
    settings, figures = desk.settings, desk.figures
    while True:
        try:
            told = await application.bot.get_webhook_info()
            if told.url != settings.webhook_url or not figures.webhook_set:
                await _set(application, settings, kinds)
                figures.webhook_set = True
                log.info("Telegram delivers to the webhook")
            figures.webhook_error = told.last_error_message or ""
            network.ended()
        except BadRequest as error:
            if kinds and is_of_kinds(error):
                asked, kinds = kinds, await _taken(application, settings, kinds)
                if len(kinds) == len(asked):
                    await asyncio.sleep(network.failed(error))
                continue
            raise BotError(
                f"YOUJU_WEBHOOK_URL: Telegram does not take {settings.webhook_url} "
                f"({error.message}): it wants https on port 443, 80, 88 or 8443"
            ) from error
        except InvalidToken as error:
            raise BotError(NOT_KNOWN) from error
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look may do better
            await asyncio.sleep(network.failed(error))
            continue
        await asyncio.sleep(LOOK_SECONDS)


async def _taken(application: App, settings: Settings, kinds: Sequence[str]) -> list[str]:
    """Return the kinds of updates that the server takes."""
    capabilities: Capabilities = application.bot_data[CAPABILITIES]
    try:
        return await capabilities.taken(
            "setWebhook", kinds, lambda some: _set(application, settings, some)
        )
    except TelegramError:  # another time
        return list(kinds)


async def _set(application: App, settings: Settings, kinds: Sequence[str]) -> None:
    secret = settings.webhook_secret
    await application.bot.set_webhook(
        settings.webhook_url or "",
        secret_token=secret.get_secret_value() if secret else None,
        allowed_updates=list(kinds) or None,
        max_connections=MOST_CONNECTIONS,
    )


async def _whole(body: AsyncIterator[bytes]) -> bytes | None:
    """Return a body, or nothing if it is too large."""
    content = bytearray()
    async for piece in body:
        content += piece
        if len(content) > LARGEST_BODY:
            return None
    return bytes(content)
