"""What does the bot answer over HTTP?

Probes, figures and, if Telegram shall deliver instead of being asked, the webhook. It answers from
before the articles are open: until then that it lives, and how far the start is. Invariant: what is
not one of these is 404; no answer names a secret, a person or a question.
"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import BotError
from bot.observing.metrics import TYPE, exposed
from bot.observing.readiness import Checked, Readiness
from bot.observing.start import Start
from bot.service.desk import Desk
from bot.settings import Settings
from bot.telegram.inbox import Inbox
from bot.telegram.webhook import SECRET_HEADER, Webhook

log = logging.getLogger(__name__)

MOST_REQUESTS = 256  # at once; more are told to come later
IDLE_SECONDS = 75  # that a connection may be kept: Telegram keeps its own
ASKED_WITHIN_SECONDS = 3.0  # by a balancer that asks whether the bot is ready
LEARNED_WITHIN_SECONDS = 2.0  # by all who ask each second, once one of them was told
GRACE_SECONDS = 10  # for requests under way when the bot stops


class Endpoint:
    """The addresses of the bot; `start` is told how far its start is, the webhook comes last."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._desk: Desk | None = None
        self._readiness: Readiness | None = None
        self._looks: set[asyncio.Task[Checked]] = set()
        self._leaving = False
        self._told = asyncio.Event()
        self.start = Start()
        self.inbox: Inbox | None = None
        self.webhook: Webhook | None = None

    def application(self) -> Starlette:
        """Return the web application."""
        routes = [
            Route("/livez", self._live),
            Route("/readyz", self._ready),
            Route("/metrics", self._metrics),
        ]
        if url := self._settings.webhook_url:
            routes.insert(0, Route(urlsplit(url).path or "/", self._update, methods=["POST"]))
        return Starlette(routes=routes)

    @asynccontextmanager
    async def opened(self, desk: Desk) -> AsyncIterator[None]:
        """Tell of a desk that is open; when this ends nobody looks at it any more."""
        self._desk, self._readiness = desk, Readiness(desk)
        try:
            yield
        finally:
            self._desk = self._readiness = None
            self.start.stops()
            await asyncio.gather(*self._looks, return_exceptions=True)

    async def leave(self) -> None:
        """Tell from now on that it stops; return when a balancer has had time to learn it.

        Until then what it still sends is taken.
        """
        self._leaving = True
        self.start.stops()
        with suppress(TimeoutError):  # nobody asks
            async with asyncio.timeout(ASKED_WITHIN_SECONDS):
                await self._told.wait()
            await asyncio.sleep(LEARNED_WITHIN_SECONDS)

    async def _live(self, _: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def _ready(self, _: Request) -> Response:
        found = None if self._leaving else await self._checked()
        if self._leaving:  # a look that began before it may end now
            self._told.set()
            found = None
        if found is None:
            return JSONResponse(self.start.as_json(), 503)
        return JSONResponse(found.as_json(), 200 if found.ready else 503)

    async def _metrics(self, _: Request) -> Response:
        desk, found = self._desk, await self._checked()
        if desk is None or found is None:
            return PlainTextResponse("not open yet: /readyz tells how far it is\n", 503)
        return Response(exposed(desk.figures, found), headers={"Content-Type": TYPE})

    async def _update(self, request: Request) -> Response:
        if self.webhook is None:  # Telegram comes again
            return Response(status_code=503)
        try:
            status = await self.webhook.take(
                request.headers.get(SECRET_HEADER, ""), request.stream()
            )
        except ClientDisconnect:  # in the middle of its body: it comes again
            return Response(status_code=400)
        return Response(status_code=status)

    async def _checked(self) -> Checked | None:
        """Return how the bot is, None where it is not open."""
        if self._readiness is None:
            return None
        look = asyncio.create_task(self._readiness.check(self._waiting))
        self._looks.add(look)
        look.add_done_callback(self._looks.discard)
        return await look

    @property
    def _waiting(self) -> int | None:
        """Return how many updates are not done, None where none are received."""
        if self.inbox is None or (self._settings.webhook_url and self.webhook is None):
            return None
        return self.inbox.waiting


@asynccontextmanager
async def listening(endpoint: Endpoint, address: str) -> AsyncIterator[None]:
    """Serve the addresses at `host:port`; raise BotError if that cannot be had."""
    host, _, port = address.rpartition(":")
    config = uvicorn.Config(
        endpoint.application(),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_REQUESTS,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with _bound(host.strip("[]"), int(port)) as listener:
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]), name="endpoint")
        log.info("listening on port %s", listener.getsockname()[1])
        try:
            yield
        finally:
            server.should_exit = True
            await serving


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise BotError(
            f"YOUJU_LISTEN: {host}:{port} cannot be listened on ({error.strerror or error}): "
            "choose another port or stop what uses it"
        ) from error
    return listener


class _Server(uvicorn.Server):
    """A uvicorn that leaves signals to the program around it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
