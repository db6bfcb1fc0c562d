"""In which order are updates handled, and for how long?

Invariant: updates of one chat are handled one after the other, in the order in which they came;
chats do not wait for each other; no handler holds its chat longer than the time limit.
"""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

log = logging.getLogger(__name__)

MOST_AT_ONCE = 256  # updates; the rest waits in the queue


class ChatByChat(BaseUpdateProcessor):
    """Runs handlers with a lock for each chat and a time limit for each update."""

    def __init__(self, limit_seconds: float) -> None:
        super().__init__(MOST_AT_ONCE)
        self._limit = limit_seconds
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run the handlers of an update when its chat is free."""
        chat = _chat(update)
        lock, users = self._locks.get(chat, (asyncio.Lock(), 0))
        self._locks[chat] = lock, users + 1
        try:
            async with lock, asyncio.timeout(self._limit):
                await coroutine
        except TimeoutError:
            log.warning("an update took longer than %s s and was given up", self._limit)
        finally:
            lock, users = self._locks.pop(chat)
            if users > 1:
                self._locks[chat] = lock, users - 1


def _chat(update: object) -> int:
    """Return what keeps an update in order: its chat, else its user, else nothing (0)."""
    if not isinstance(update, Update):
        return 0
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
