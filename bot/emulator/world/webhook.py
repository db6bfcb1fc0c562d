"""How does an update reach the bot's own web server?

Invariant: those of a chat are posted in order, one at a time, those of several chats beside each
other; one leaves the queue only after a 2xx answer; whatever else comes back, it is posted again.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from bot.emulator.world.updates import UpdateQueue

# Telegram waits seconds to minutes between attempts; a test should not.
FIRST_PAUSE = 0.02
LONGEST_PAUSE = 0.5
ANSWER_WITHIN = 10.0
MOST_AT_ONCE = 40  # connections, unless the bot asks for fewer or more
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class Webhook:
    """The delivery of updates to one address, from `start` until `stop`."""

    def __init__(
        self,
        url: str,
        secret: str,
        updates: UpdateQueue,
        now: Callable[[], float],
        most_at_once: int = MOST_AT_ONCE,
    ) -> None:
        self.url = url
        self._headers = {SECRET_HEADER: secret} if secret else {}
        self._updates = updates
        self._now = now
        self._most_at_once = most_at_once
        self._posting: dict[object, asyncio.Task[None]] = {}  # by chat
        self._last_error: dict[str, Any] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to deliver, in the running event loop."""
        self._task = asyncio.create_task(self._deliver_all(), name=f"webhook {self.url}")

    async def stop(self) -> None:
        """Stop delivering; an update under way stays pending."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def as_json(self) -> dict[str, Any]:
        """Return what getWebhookInfo tells of the address and of the last failure."""
        return {"url": self.url, "has_custom_certificate": False, **self._last_error}

    async def _deliver_all(self) -> None:
        # trust_env: a proxy of the machine must not see loopback traffic.
        limits = httpx.Limits(max_connections=self._most_at_once)
        async with httpx.AsyncClient(
            timeout=ANSWER_WITHIN, trust_env=False, limits=limits
        ) as client:
            try:
                while True:
                    self._begin(client)
                    await self._updates.changed.wait()
            finally:
                posting = [*self._posting.values()]
                for task in posting:
                    task.cancel()
                await asyncio.gather(*posting, return_exceptions=True)

    def _begin(self, client: httpx.AsyncClient) -> None:
        """Begin to post the first update of each chat of which none is on its way."""
        for update in self._updates.pending:
            chat = chat_of(update)
            if chat not in self._posting and len(self._posting) < self._most_at_once:
                self._posting[chat] = asyncio.create_task(self._post(client, chat, update))

    async def _post(self, client: httpx.AsyncClient, chat: object, update: dict[str, Any]) -> None:
        """Post an update until it is taken, and then let the next of its chat follow."""
        pause = FIRST_PAUSE
        try:
            while update in self._updates.pending and not await self._deliver(client, update):
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        finally:
            del self._posting[chat]
        self._begin(client)

    async def _deliver(self, client: httpx.AsyncClient, update: dict[str, Any]) -> bool:
        try:
            response = await client.post(self.url, json=update, headers=self._headers)
        except httpx.HTTPError as error:
            return self._failed(f"Connection failed: {type(error).__name__}")
        if not response.is_success:
            answer = f"{response.status_code} {response.reason_phrase}"
            return self._failed(f"Wrong response from the webhook: {answer}")
        self._updates.done(update)
        return True

    def _failed(self, message: str) -> bool:
        self._last_error = {"last_error_date": int(self._now()), "last_error_message": message}
        return False


def chat_of(update: dict[str, Any]) -> object:
    """Return the chat of an update, else who it is from; None if it has neither.

    >>> chat_of({"update_id": 1, "message": {"chat": {"id": 5}}})
    5
    >>> chat_of({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": 5}}}})
    5
    >>> chat_of({"update_id": 1, "inline_query": {"from": {"id": 7}}})
    7
    """
    bodies = [body for body in update.values() if isinstance(body, dict)]
    for body in bodies:
        chat = body.get("chat") or (body.get("message") or {}).get("chat")
        if chat:
            return chat["id"]
    return next((body["from"]["id"] for body in bodies if "from" in body), None)
