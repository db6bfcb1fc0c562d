"""How does python-telegram-bot talk to the emulator without a socket?

Invariant: what the bot sees is what it would see over HTTP: a status and the bytes of an answer.
"""

import json
import re
from typing import Any
from urllib.parse import unquote

from telegram.request import BaseRequest, RequestData

from bot.emulator.telegram import Telegram
from bot.emulator.world.errors import ApiError
from bot.emulator.world.state import Upload

METHOD_URL = re.compile(r".*/bot(?P<token>[^/]+)/(?P<method>\w+)")
FILE_URL = re.compile(r".*/file/bot(?P<token>[^/]+)/(?P<path>.+)")


class EmulatorRequest(BaseRequest):
    """Hands the calls of a `telegram.Bot` to an emulator in the same process.

    Pass one as `request` and one as `get_updates_request`.
    """

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        """Return None: an answer from the same process is waited for."""
        return None

    async def initialize(self) -> None:
        """Do nothing: there is no connection to open."""

    async def shutdown(self) -> None:
        """Do nothing: the emulator outlives its callers."""

    async def do_request(  # noqa: PLR0917 - the contract of BaseRequest
        self,
        url: str,
        method: str,  # noqa: ARG002 - the contract of BaseRequest; GET and POST are one here
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - nothing times out here
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
    ) -> tuple[int, bytes]:
        """Return the status and the body that answer a request."""
        plain_url = unquote(url)
        if found := FILE_URL.fullmatch(plain_url):
            return self._download(found["token"], found["path"])
        called = METHOD_URL.fullmatch(plain_url)
        if called is None:
            raise ValueError(f"not the address of a Bot API method: {url!r}")
        parameters: dict[str, Any] = request_data.parameters if request_data else {}
        status, body = await self._telegram.respond(
            called["token"], called["method"], parameters, _uploads(request_data)
        )
        return status, json.dumps(body).encode()

    def _download(self, token: str, path: str) -> tuple[int, bytes]:
        try:
            return 200, self._telegram.download(token, path)
        except ApiError as error:
            return error.code, json.dumps(error.as_json()).encode()


def _uploads(request_data: RequestData | None) -> dict[str, Upload]:
    if request_data is None or not request_data.contains_files:
        return {}
    return {
        name: Upload(filename, content if isinstance(content, bytes) else content.read(), mime_type)
        for name, (filename, content, mime_type) in request_data.multipart_data.items()
    }
