"""How does a call get to Telegram, and how long and how large may its answer be?

Invariant: every call ends, however slowly its answer drips or however much of it there is; what it
ends with is an answer of the Bot API or an error that may pass.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpx
from telegram import Bot
from telegram.error import TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.settings import Settings
from bot.telegram.answers import DONE, Sift, UnreadableError, checked

READ_SECONDS = 15.0  # without a byte: what was given up too soon may be sent twice
WHOLE_SECONDS = 60.0  # beyond that, for all of a call
FILE_SECONDS = 300.0  # for a file: Telegram gives 20 MB, and the line may be slow
LARGEST_ANSWER = 64_000_000  # bytes: a hundred updates take 6 MB at most, a file 20 MB

MOST_CONNECTIONS = 16  # to Telegram: each call looks at all of them; 64 cost a third of the answers
CONNECTION_SECONDS = 10.0  # that a call may wait for one


class Connection(HTTPXRequest):
    """Calls Telegram over HTTP: one is for the calls, and one asks for updates and sifts them.

    `on_date` hears by Telegram's clock when an answer was made, in seconds since 1970.
    """

    def __init__(self, sift: Sift = list, on_date: Callable[[float], None] | None = None) -> None:
        self._sift = sift
        self._on_date = on_date
        super().__init__(
            connection_pool_size=MOST_CONNECTIONS,
            read_timeout=READ_SECONDS,
            pool_timeout=CONNECTION_SECONDS,
            httpx_kwargs={
                "verify": _trusted(),
                # What is unpacked can be a thousand times what was sent, so nothing is packed.
                "headers": {"Accept-Encoding": "identity"},
                "event_hooks": {"response": [_bound, self._note_date]},
            },
        )

    async def do_request(  # noqa: PLR0917 - the contract of BaseRequest
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 - as above
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 - as above
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 - as above
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 - as above
    ) -> tuple[int, bytes]:
        """Return the status and the body that answer a call; raise NetworkError for no answer."""
        is_file = method == "GET"
        patience = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        try:
            async with asyncio.timeout(FILE_SECONDS if is_file else WHOLE_SECONDS + patience):
                code, payload = await super().do_request(
                    url,
                    method,
                    request_data,
                    read_timeout,
                    write_timeout,
                    connect_timeout,
                    pool_timeout,
                )
        except TimeoutError:
            raise TimedOut from httpx.ReadTimeout("the answer came too slowly")
        if is_file and code in DONE:
            return code, payload
        return checked(url.rpartition("/")[2], code, payload, self._sift)

    async def _note_date(self, response: httpx.Response) -> None:
        try:
            made = parsedate_to_datetime(response.headers["Date"]).timestamp()
        except (KeyError, ValueError, OverflowError):
            return
        if self._on_date:
            self._on_date(made)


@asynccontextmanager
async def opened_bot(settings: Settings) -> AsyncIterator[Bot | None]:
    """Yield a bot that can be asked about itself, or None without a token."""
    if not settings.token:
        yield None
        return
    async with Connection() as request:  # a bot that is opened asks who it is, or raises
        yield Bot(settings.token, f"{settings.bot_api_url}/bot", request=request)


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom TLS trusts: reading the list takes 0.05 s, and one does for all connections."""
    return httpx.create_ssl_context()


class _Bounded(httpx.AsyncByteStream):
    """A body that ends with an error when there is too much of it."""

    def __init__(self, body: httpx.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        length = 0
        async for piece in self._body:
            length += len(piece)
            if length > LARGEST_ANSWER:
                raise UnreadableError("an answer without end")
            yield piece

    async def aclose(self) -> None:
        await self._body.aclose()


async def _bound(response: httpx.Response) -> None:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise UnreadableError(f"{response.status_code}, packed, which was not asked for")
    if isinstance(response.stream, httpx.AsyncByteStream):
        response.stream = _Bounded(response.stream)
