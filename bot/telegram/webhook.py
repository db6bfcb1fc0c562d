"""Telegram posts an update to us: is it really Telegram, and is the update safe?

Invariant: nothing is read before the secret was compared, in constant time; 200 is said only when
the update is stored. Any other answer makes Telegram deliver it again.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from hmac import compare_digest
from http import HTTPStatus
from typing import Any

from telegram import Bot, Update
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.delivery.outage import Outage
from bot.errors import BotError
from bot.service.desk import Desk
from bot.settings import Settings
from bot.telegram.context import DESK, App
from bot.telegram.inbox import FullError, Inbox
from bot.telegram.polling import NOT_KNOWN
from bot.telegram.rate_limiter import seconds_of
from knowledge import KnowledgeError

log = logging.getLogger(__name__)

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
LARGEST_BODY = 1_000_000  # bytes: the longest message of Telegram with its reply takes some 60 kB
LARGEST_NUMBER = 2**63  # that the database can hold
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
        update = read_update(content, self._application.bot)
        if update is None:
            return HTTPStatus.BAD_REQUEST
        self._figures.contact()
        try:
            await self._inbox.receive([update])
        except (KnowledgeError, FullError) as error:
            log.warning("an update is left with Telegram: %s", error)
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.OK


def read_update(content: bytes, bot: Bot) -> Update | None:
    """Return the update of a body; nothing if it is none that could be stored."""
    try:
        raw = json.loads(content, object_pairs_hook=_without_nothing)
        if type(raw["update_id"]) is not int or not 0 <= raw["update_id"] < LARGEST_NUMBER:
            return None
        return Update.de_json(raw, bot)
    except Exception:  # noqa: BLE001 - python-telegram-bot raises whatever it stumbles upon
        return None


def _without_nothing(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object without nulls and empty lists: they mean nothing, and are not stored."""
    return {name: value for name, value in pairs if value is not None and value != []}


async def keep_webhook(application: App, network: Outage, kinds: Sequence[str]) -> None:
    """Have Telegram deliver to us, and look from time to time whether it does, for ever.

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
            raise BotError(
                f"YOUJU_WEBHOOK_URL: Telegram does not take {settings.webhook_url} "
                f"({error.message}): it wants https on port 443, 80, 88 or 8443"
            ) from error
        except InvalidToken as error:
            raise BotError(NOT_KNOWN) from error
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
            continue
        except TelegramError as error:
            await asyncio.sleep(network.failed(error))
            continue
        await asyncio.sleep(LOOK_SECONDS)


async def _set(application: App, settings: Settings, kinds: Sequence[str]) -> None:
    secret = settings.webhook_secret
    await application.bot.set_webhook(
        settings.webhook_url or "",
        secret_token=secret.get_secret_value() if secret else None,
        allowed_updates=list(kinds),
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
