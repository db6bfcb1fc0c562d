"""How does the emulator answer over HTTP, like the real Bot API?

Invariant: the server listens on loopback only, on a port of its own, and is gone with its
connections when `serve` ends. It is the only file that knows starlette and uvicorn.
"""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from email.utils import formatdate

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.emulator.body import read_body, with_query
from bot.emulator.telegram import Telegram
from bot.emulator.world.errors import ApiError

LOOPBACK = "127.0.0.1"
GRACE = 1.0  # seconds for open connections when the server stops
TICK = 0.002  # seconds between two looks at whether they are closed


def application(telegram: Telegram) -> Starlette:
    """Return the web application of an emulator: its methods and its files."""

    async def method(request: Request) -> Response:
        try:
            fields = read_body(request.headers.get("content-type", ""), await request.body())
        except ApiError as error:
            return JSONResponse(error.as_json(), error.code)
        parameters, files = with_query(fields, request.query_params)
        token, name = request.path_params["token"], request.path_params["method"]
        status, body = await telegram.respond(token, name, parameters, files)
        # The date is that of the emulated clock, which tests set.
        return JSONResponse(body, status, {"Date": formatdate(telegram.state.now(), usegmt=True)})

    async def file(request: Request) -> Response:
        try:
            content = telegram.download(request.path_params["token"], request.path_params["path"])
        except ApiError as error:
            return JSONResponse(error.as_json(), error.code)
        return Response(content, media_type="application/octet-stream")

    return Starlette(
        routes=[
            Route("/file/bot{token}/{path:path}", file),
            Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        ],
        exception_handlers={404: _not_found},
    )


@asynccontextmanager
async def serve(telegram: Telegram) -> AsyncIterator[str]:
    """Serve an emulator and yield its `base_url`; `file_url` of it is the `base_file_url`."""
    server = _Server(
        uvicorn.Config(
            application(telegram),
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            date_header=False,
        )
    )
    with _listener() as listener:
        # Whoever connects before uvicorn has begun waits in the listener's backlog.
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://{LOOPBACK}:{listener.getsockname()[1]}/bot"
        finally:
            await telegram.close()
            server.stop()
            await serving


def file_url(base_url: str) -> str:
    """Return the `base_file_url` that belongs to a `base_url`.

    >>> file_url("http://127.0.0.1:8081/bot")
    'http://127.0.0.1:8081/file/bot'
    """
    return base_url.removesuffix("/bot") + "/file/bot"


class _Server(uvicorn.Server):
    """A uvicorn that leaves signals to the program around it and stops without its 0.1 s tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        self._stopped.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._stopped.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - `serve` closes its socket
        # uvicorn's own shutdown sleeps 0.1 s at least, which a test pays each time.
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        deadline = time.monotonic() + GRACE
        while self.server_state.connections and time.monotonic() < deadline:  # noqa: ASYNC110 - uvicorn tells nobody
            await asyncio.sleep(TICK)


def _listener() -> socket.socket:
    # asyncio turns Nagle's algorithm off only where the protocol is named (_set_nodelay in its
    # base_events); socket.create_server does not name it, and each answer took 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind((LOOPBACK, 0))
    listener.listen()
    return listener


async def _not_found(_: Request, __: Exception) -> Response:
    return JSONResponse(ApiError(404, "Not Found").as_json(), 404)
