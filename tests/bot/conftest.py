"""The bot as it runs, on the sample article, beside an emulated Telegram over HTTP on loopback."""

import asyncio
import copy
import logging
import os
import random
import shutil
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram import Update
from telegram.ext import TypeHandler

from bot.delivery.outage import Outage
from bot.delivery.pace import FREE
from bot.emulator import Delivery, Person, Room, Telegram
from bot.emulator.server import serve
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from bot.service.undelivered import on_refused
from bot.serving import beside_others, connected, receiving
from bot.settings import Settings
from bot.telegram.context import DESK, App, Context
from bot.telegram.handlers.application import build
from bot.telegram.inbox import Inbox
from bot.telegram.posting import keep_posting
from bot.web.endpoint import Endpoint, listening
from knowledge import Folder, KnowledgeBase
from tests.bot.shell import Shell, nursery
from tests.conftest import ENGINES
from tests.patience import patience
from tests.postgres import Server
from tests.prepared import Prepared, opened

LAST = 99  # the group of handlers that comes when all others are done
SEEDS = Path(__file__).parents[2] / "seeds"
CLIENT = """\
---
title: The client of the bot
author: Ada Wells
published: 2025-06-01
url: https://example.org/client
---

# The client of the bot

The desktop client was released in Lisbon. It runs on three platforms, and its size is 12 MB.

A mobile client is planned for next spring, according to the maintainers.
"""


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("YOUJU_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample and an English article that has a link, of which each test has a copy."""
    folder = tmp_path_factory.mktemp("shelf") / "articles"
    shutil.copytree(SEEDS, folder)
    (folder / "client.md").write_text(CLIENT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def read(shelf: Path, prepared: Prepared) -> Path:
    """Return a data folder that has read them, of which each test has a copy."""
    return prepared.data(shelf)


@pytest.fixture
def articles(tmp_path: Path, shelf: Path) -> Path:
    """Return the articles folder of this test."""
    return shutil.copytree(shelf, tmp_path / "articles")


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Return what keeps the database: a file, unless a module asks for all engines."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
async def base(
    tmp_path: Path, articles: Path, read: Path, engine: str, request: pytest.FixtureRequest
) -> AsyncIterator[KnowledgeBase]:
    """Yield a knowledge base that has read the articles."""
    if engine == "postgres":
        server: Server = request.getfixturevalue("postgres")
        async with await KnowledgeBase.open(tmp_path / "data", server.emptied()) as base:
            await base.reload(Folder(articles))
            yield base
        return
    async with await opened(tmp_path / "data", read) as base:
        yield base


on_all_engines = pytest.mark.parametrize("engine", ENGINES, indirect=True)


@pytest.fixture
def telegram() -> Telegram:
    """Return a Telegram whose bot hears everything in groups; the bot must choose itself."""
    return Telegram(username="youju_bot", can_read_all_group_messages=True)


@pytest.fixture
def ana(telegram: Telegram) -> Person:
    """Return a reader whose client speaks Traditional Chinese."""
    return telegram.person("Ana", language_code="zh-hant", started=True)


@pytest.fixture
def boss(telegram: Telegram) -> Person:
    """Return an admin of the bot, with an English client."""
    return telegram.person("Boss", language_code="en", started=True)


@pytest.fixture
def room(telegram: Telegram, ana: Person, boss: Person) -> Room:
    """Return a group with both and the bot."""
    return telegram.group("讀書會", members=[ana, boss])


@pytest.fixture
def settings(tmp_path: Path, articles: Path, telegram: Telegram, boss: Person) -> Settings:
    """Return settings for the emulated Telegram."""
    return Settings(
        telegram_token=SecretStr(telegram.token),
        articles=articles,
        data=tmp_path / "data",
        admins=frozenset({boss.id}),
        contact="@editor",
        messages_per_second=1000,
        questions_per_minute=1000,
    )


@pytest.fixture
def desk(base: KnowledgeBase, settings: Settings, telegram: Telegram) -> Desk:
    """Return what the handlers work with, in a hurry: what Telegram takes is for test_flood.py."""
    return Desk(base, settings, telegram.state.now, limits=FREE)


class Talk:
    """A conversation with a running bot: what comes back for what a person did."""

    polling: asyncio.Task[None]

    def __init__(self, telegram: Telegram, application: App) -> None:
        self.telegram = telegram
        self.application = application
        self._handled: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._seen: set[tuple[int, int]] = set()
        application.add_handler(TypeHandler(Update, self._note), group=LAST)

    async def __call__(self, delivery: Delivery) -> list[Json]:
        """Wait until an update was handled and return what the bot has said in that chat since."""
        await self.handled(delivery)
        assert delivery.message
        chat = delivery.message["chat"]["id"]
        place = self.telegram.state.chats[chat]
        said = [m for m in place.messages.values() if m["from"]["id"] == self.telegram.bot.id]
        new = [m for m in said if (chat, m["message_id"]) not in self._seen]
        self._seen |= {(chat, m["message_id"]) for m in new}
        return copy.deepcopy(new)

    async def answer(self, delivery: Delivery) -> Json:
        """Return the one message that the bot says to an update."""
        (message,) = await self(delivery)
        return message

    async def handled(self, delivery: Delivery) -> None:
        """Wait until every handler is done with an update."""
        assert delivery.update, "Telegram did not show this to the bot"
        async with patience():
            await self._handled[delivery.update["update_id"]].wait()

    async def told(self, person: Person | Room, *, after: int = 0) -> list[Json]:
        """Wait until the bot has written to a chat of its own accord, and return what is new.

        `after` is how many messages of the bot stood there before.
        """
        async with patience():
            while len(self.telegram.replies(person)) <= after:  # noqa: ASYNC110 - Telegram's side
                await asyncio.sleep(0.01)
        said = self.telegram.replies(person)
        self._seen |= {(person.id, message["message_id"]) for message in said}
        return said[after:]

    async def delivered(self) -> None:
        """Wait until no letter waits any more."""
        desk: Desk = self.application.bot_data[DESK]
        async with patience():
            while await desk.records.outbox.waiting():  # noqa: ASYNC110 - rows have no event
                await asyncio.sleep(0.01)

    async def caught_up(self, delivery: Delivery) -> None:
        """Wait until every update up to this one was handled."""
        assert delivery.update
        last = delivery.update["update_id"]
        async with patience():
            for number in range(min(self._handled, default=last), last + 1):
                await self._handled[number].wait()

    def shown(self, message: Json) -> Json:
        """Return a message of the bot as it stands now."""
        return self.telegram.state.chats[message["chat"]["id"]].messages[message["message_id"]]

    async def _note(self, update: Update, _context: Context) -> None:
        self._handled[update.update_id].set()


@asynccontextmanager
async def running(desk: Desk, telegram: Telegram, *, posting: bool = True) -> AsyncIterator[Talk]:
    """Run the application against the emulator over HTTP, polling, as in production."""
    async with (
        serve(telegram) as base_url,
        talking(desk, telegram, base_url.removesuffix("/bot"), posting=posting) as talk,
    ):
        yield talk


@asynccontextmanager
async def talking(
    desk: Desk, telegram: Telegram, url: str, *, posting: bool = True
) -> AsyncIterator[Talk]:
    """Run the application against the Bot API at an address."""
    settings = desk.settings.model_copy(update={"bot_api_url": url})
    application = build(replace(desk, settings=settings))
    talk = Talk(telegram, application)
    network = Outage("Telegram cannot be reached", logging.getLogger(__name__))
    await connected(application, network)
    inbox = Inbox(application, network)
    try:
        async with (
            beside_others(application, inbox),
            receiving(application, inbox, network) as talk.polling,
        ):
            post = None
            if posting:
                post = asyncio.create_task(keep_posting(desk, application.bot, on_refused))
            try:
                yield talk
            finally:
                if post:
                    post.cancel()
                    await asyncio.gather(post, return_exceptions=True)
    finally:
        await application.shutdown()


SECRET = "a-secret-that-nobody-guesses"


@asynccontextmanager
async def hooked(desk: Desk, telegram: Telegram) -> AsyncIterator[Talk]:
    """Run the application with an endpoint to which the emulated Telegram delivers updates."""
    port = free_port()
    chosen = {
        "webhook_url": f"http://127.0.0.1:{port}/hook",
        "webhook_secret": SecretStr(SECRET),
        "listen": f"127.0.0.1:{port}",
    }
    async with serve(telegram) as base_url:
        chosen["bot_api_url"] = base_url.removesuffix("/bot")
        desk = replace(desk, settings=desk.settings.model_copy(update=chosen))
        application = build(desk)
        talk = Talk(telegram, application)
        network = Outage("Telegram cannot be reached", logging.getLogger(__name__))
        endpoint = Endpoint(desk.settings)
        async with (
            listening(endpoint, desk.settings.listen or ""),
            endpoint.opened(application.bot_data[DESK]),
        ):
            await connected(application, network)
            inbox = Inbox(application, network)
            try:
                async with (
                    beside_others(application, inbox),
                    receiving(application, inbox, network, endpoint) as talk.polling,
                ):
                    await telegram.wait_for("setWebhook")
                    yield talk
            finally:
                await application.shutdown()


def free_port() -> int:
    """Return a port of loopback that nobody listens on, nor is given by the system meanwhile.

    The system gives ports from 32,768 on to whoever asks for any.
    """
    while True:
        port = random.randint(20_000, 32_000)  # noqa: S311 - others draw, too
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@pytest.fixture
async def talk(desk: Desk, telegram: Telegram) -> AsyncIterator[Talk]:
    """Yield a conversation with the running bot."""
    async with running(desk, telegram) as talk:
        yield talk


def bold(message: Json) -> list[str]:
    """Return the bold pieces of a message."""
    return pieces(message, "bold")


def pieces(message: Json, kind: str) -> list[str]:
    """Return the pieces of a message that an entity of a kind covers."""
    raw = str(message["text"]).encode("utf-16-le")
    return [
        raw[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message.get("entities", [])
        if e["type"] == kind
    ]


def labels(message: Json) -> list[str]:
    """Return the words on the buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


@pytest.fixture(scope="session")
def commands() -> Iterator[Path]:
    """Yield the folder of what bears commands, for all tests."""
    with nursery() as folder:
        yield folder


@pytest.fixture
def shell(tmp_path: Path, articles: Path, commands: Path) -> Shell:
    """Return a shell whose settings point at the test's articles and data."""
    variables = {"YOUJU_ARTICLES": str(articles), "YOUJU_DATA": str(tmp_path / "data")}
    return Shell(tmp_path, variables, commands)
