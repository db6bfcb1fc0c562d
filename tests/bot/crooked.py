"""Something between the bot and the emulated Telegram that answers in its place, and wrongly."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Literal

from starlette.types import ASGIApp, Receive, Scope, Send

Way = Literal["at once", "cut off", "without end", "drop by drop", "closed"]


@dataclass(frozen=True, slots=True)
class Nonsense:
    """What comes instead of an answer, and in which way it comes."""

    body: bytes = b""
    status: int = 200
    way: Way = "at once"
    packed: bool = False


HTML = b"<!DOCTYPE html><title>Hotel</title><p>Log in to use the network.</p>"
NONSENSE = {
    **{f"html {status}": Nonsense(HTML, status) for status in (200, 302, 403, 404, 409, 413, 502)},
    "nothing": Nonsense(),
    "null": Nonsense(b"null"),
    "a list": Nonsense(b"[]"),
    "a string": Nonsense(b'"ok"'),
    "no result": Nonsense(b'{"ok": true}'),
    "null as result": Nonsense(b'{"ok": true, "result": null}'),
    "a string as result": Nonsense(b'{"ok": true, "result": "yes"}'),
    "a number as result": Nonsense(b'{"ok": true, "result": 1e999}'),
    "an object as result": Nonsense(b'{"ok": true, "result": {}}'),
    "a list as result": Nonsense(b'{"ok": true, "result": [null, 5, {}]}'),
    "half a body": Nonsense(b'{"ok": true, "resu', way="cut off"),
    "half of JSON": Nonsense(b'{"ok": true, "resu'),
    "too deep": Nonsense(b"[" * 100_000),
    "no UTF-8": Nonsense(b'{"ok": true, "result": "\xff\xfe"}'),
    "lone surrogates": Nonsense(b'{"ok": "\\ud800", "result": "\\udfff"}'),
    "no without a word": Nonsense(b'{"ok": false}'),
    "a no that is broken": Nonsense(b'{"ok": false, "error_code": [], "description": {}}', 400),
    "a time that is none": Nonsense(
        b'{"ok":false,"error_code":502,"description":"x","parameters":{"retry_after":"?"}}', 502
    ),
    "packed": Nonsense(HTML, packed=True),
    "without end": Nonsense(b" " * 65_536, way="without end"),
    "drop by drop": Nonsense(b" ", way="drop by drop"),
    "closed": Nonsense(way="closed"),
}


class Crooked:
    """An application in front of the emulator's; what is in `planned` comes first."""

    def __init__(self) -> None:
        self.inner: ASGIApp = _nothing
        self.planned: dict[str, deque[Nonsense]] = defaultdict(deque)
        self.results: dict[str, deque[object]] = defaultdict(deque)  # in the place of true ones
        self.first: Nonsense | None = None  # of each method
        self.given: list[str] = []  # the methods that were answered with nonsense

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a call."""
        method = scope["path"].rpartition("/")[2]
        if self.first and method not in self.given:
            await self._give(self.first, method, receive, send)
        elif left := self.planned[method]:
            await self._give(left.popleft(), method, receive, send)
        elif results := self.results[method]:
            await self.inner(scope, receive, _with_result(results.popleft(), send))
        else:
            await self.inner(scope, receive, send)

    async def _give(self, nonsense: Nonsense, method: str, receive: Receive, send: Send) -> None:
        self.given.append(method)
        while (await receive()).get("more_body"):
            pass
        if nonsense.way == "closed":
            raise ConnectionAbortedError
        headers = [(b"content-type", b"text/html")]
        if nonsense.packed:
            headers.append((b"content-encoding", b"gzip"))
        if nonsense.way == "cut off":
            headers.append((b"content-length", b"1000"))
        start = {"type": "http.response.start", "status": nonsense.status, "headers": headers}
        await send(start)
        endless = nonsense.way in {"without end", "drop by drop"}
        piece = {"type": "http.response.body", "body": nonsense.body, "more_body": endless}
        await send(piece)
        while endless:
            await asyncio.sleep(0.01 if nonsense.way == "drop by drop" else 0)
            await send(piece)


def _with_result(result: object, send: Send) -> Send:
    async def spoiled(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message["headers"] if pair[0] != b"content-length"]
            message = {**message, "headers": kept}
        else:
            message = {**message, "body": json.dumps({"ok": True, "result": result}).encode()}
        await send(message)

    return spoiled


async def _nothing(*_: object) -> None:
    raise AssertionError("the emulator is not there yet")
