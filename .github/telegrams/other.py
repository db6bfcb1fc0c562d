"""How does a bot talk with a server that is not ours, so that we hear what is said?

It has to take updates of ours at `POST /__fixture/updates` as `{"token": …, "update": …}`.
Invariant: calls and answers are passed on as they are.
"""

from collections.abc import Mapping
from typing import Any

import httpx

from bot.emulator import ApiError, Call
from bot.emulator.calls import CallRecord
from bot.emulator.methods.parameters import decoded
from bot.emulator.world.state import Json, Upload


class Other:
    """Passes the calls of a bot on to another server of the Bot API, and keeps what it said."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = httpx.AsyncClient(timeout=60)
        self.record = CallRecord()
        self.polls_refused: list[str] = []

    @property
    def calls(self) -> list[Call]:
        """Return the calls of the bot so far, but for getUpdates."""
        return self.record.calls

    async def respond(
        self,
        token: str,
        method: str,
        parameters: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
    ) -> tuple[int, Json]:
        """Return the status and the body with which the other server answers a call."""
        parts = {
            name: (one.name, one.content, one.mime_type) for name, one in (files or {}).items()
        }
        url = f"{self._address}/bot{token}/{method}"
        answer = await self._client.post(url, data=dict(parameters), files=parts or None)
        told = answer.json()
        error = None
        if not told.get("ok"):
            error = ApiError(answer.status_code, str(told.get("description")))
            if method == "getUpdates":
                self.polls_refused.append(error.description)
        values = decoded(parameters)
        self.record.add(Call(method, values, files or {}, told.get("result"), error))
        return answer.status_code, told

    @property
    def bot(self) -> int:
        """Return the number of the bot."""
        results = (call.result for call in self.record.of("getMe"))
        return next(int(one["id"]) for one in results if isinstance(one, dict))

    def download(self, token: str, path: str) -> bytes:
        """Return the bytes of a file."""
        answer = httpx.get(f"{self._address}/file/bot{token}/{path}")
        if answer.is_error:
            raise ApiError(answer.status_code, "Not Found")
        return answer.content

    async def queue(self, token: str, update: Json) -> str:
        """Have an update delivered to the bot; return why that cannot be, if so."""
        body = {"token": token, "update": update}
        answer = await self._client.post(f"{self._address}/__fixture/updates", json=body)
        return "" if answer.is_success else answer.text

    async def keep(self, token: str, chat: int, name: str, content: bytes) -> str:
        """Return the number under which the other server has a file."""
        url = f"{self._address}/bot{token}/sendDocument"
        answer = await self._client.post(
            url, data={"chat_id": chat}, files={"document": (name, content)}
        )
        return str(answer.json()["result"]["document"]["file_id"])

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
