"""What if Telegram says that we write too fast?

Invariant: a request that was refused with a waiting time is made again after it, for that chat
alone; other chats do not wait.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

# python-telegram-bot 22 tells waiting times in seconds and warns of it each time, unless it is told
# that its user knows of the coming change to timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")

MOST_TRIES = 5
MARGIN_SECONDS = 0.1  # Telegram's clock and ours do not tick together


class Patience(BaseRateLimiter[int]):
    """Waits as long as Telegram asks, chat by chat."""

    def __init__(self) -> None:
        self._open_at: dict[object, float] = {}

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def process_request(  # noqa: PLR0917 - the contract of BaseRateLimiter
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401 - as above
        kwargs: dict[str, Any],
        endpoint: str,  # noqa: ARG002 - as above
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002 - as above
    ) -> Any:  # noqa: ANN401 - as above
        """Make a request when its chat is open, again after each refusal."""
        chat = data.get("chat_id")
        for _ in range(MOST_TRIES):
            await self._wait(chat)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refused:
                self._close(chat, refused)
        await self._wait(chat)
        return await callback(*args, **kwargs)

    async def _wait(self, chat: object) -> None:
        wait = self._open_at.get(chat, 0.0) - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)
        else:
            self._open_at.pop(chat, None)

    def _close(self, chat: object, refused: RetryAfter) -> None:
        asked = refused.retry_after
        seconds = asked.total_seconds() if isinstance(asked, timedelta) else asked
        self._open_at[chat] = asyncio.get_running_loop().time() + seconds + MARGIN_SECONDS
