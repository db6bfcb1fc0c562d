"""How does an update reach the bot's own web server?

Invariant: updates are posted in order, one at a time, and one leaves the queue only after a 2xx
answer; whatever else comes back, it is posted again.
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
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class Webhook:
    """The delivery of updates to one address, from `start` until `stop`."""

    def __init__(
        self, url: str, secret: str, updates: UpdateQueue, now: Callable[[], float]
    ) -> None:
        self.url = url
        self._headers = {SECRET_HEADER: secret} if secret else {}
        self._updates = updates
        self._now = now
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
        pause = FIRST_PAUSE
        # trust_env: a proxy of the machine must not see loopback traffic.
        async with httpx.AsyncClient(timeout=ANSWER_WITHIN, trust_env=False) as client:
            while True:
                if not self._updates.pending:
                    await self._updates.changed.wait()
                elif await self._deliver(client, self._updates.pending[0]):
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)

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
