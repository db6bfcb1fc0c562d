import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from telegram import Bot

from bot.emulator import ManualClock, Person, Telegram
from tests.patience import patience

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Receiver:
    """A web server that keeps what it is sent and answers with planned statuses, then with 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    requests: asyncio.Queue[tuple[str, str]] = field(default_factory=asyncio.Queue)

    async def serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close the connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next(line for line in head.splitlines() if line.startswith("content-length:"))
        body = await reader.readexactly(int(length.split(":")[1]))
        status = self.statuses.pop(0) if self.statuses else 200
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()
        await self.requests.put((head, body.decode()))

    async def received(self) -> tuple[str, str]:
        """Return the head and the body of the next request."""
        async with patience():
            return await self.requests.get()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Yield a receiver that listens on loopback."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve_one, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    async with server:
        yield receiver


async def test_update_is_posted_with_the_secret(
    bot: Bot, telegram: Telegram, ana: Person, receiver: Receiver
) -> None:
    """An update goes to the address as JSON, with the secret in its header, and is then gone."""
    await bot.set_webhook(receiver.url, secret_token="s3cret")
    ana.says("在嗎")
    ana.says("喂")
    head, body = await receiver.received()
    assert "x-telegram-bot-api-secret-token: s3cret\r\n" in head
    assert "content-type: application/json\r\n" in head
    assert "在嗎" in body
    assert "喂" in (await receiver.received())[1]
    await bot.delete_webhook()
    assert "在嗎" not in str(telegram.take())


async def test_refused_update_is_posted_again(
    bot: Bot, ana: Person, receiver: Receiver, clock: ManualClock
) -> None:
    """After an answer other than 2xx the update comes again, and getWebhookInfo tells of it."""
    receiver.statuses = [503, 500]
    await bot.set_webhook(receiver.url)
    ana.says("在嗎")
    bodies = [(await receiver.received())[1] for _ in range(3)]
    assert bodies[0] == bodies[1] == bodies[2]
    told = await bot.get_webhook_info()
    assert told.last_error_message == "Wrong response from the webhook: 500 X"
    assert told.last_error_date is not None
    assert told.last_error_date.timestamp() == clock()


async def test_waiting_updates_follow_the_webhook(
    bot: Bot, ana: Person, receiver: Receiver
) -> None:
    """What was pending before the webhook is delivered to it, unless it is dropped."""
    ana.says("一")
    await bot.set_webhook(receiver.url)
    assert "一" in (await receiver.received())[1]
    await bot.delete_webhook()
    ana.says("二")
    await bot.set_webhook(receiver.url, drop_pending_updates=True)
    ana.says("三")
    assert "三" in (await receiver.received())[1]


async def test_duplicate_is_posted_twice(
    bot: Bot, telegram: Telegram, ana: Person, receiver: Receiver
) -> None:
    """A redelivered update reaches the webhook once more."""
    await bot.set_webhook(receiver.url)
    said = ana.says("一")
    first = await receiver.received()
    telegram.redeliver(said)
    assert await receiver.received() == first


async def test_unreachable_address_keeps_updates(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """An address where nobody listens loses nothing."""
    await bot.set_webhook("http://127.0.0.1:9/hook")
    ana.says("一")
    await bot.delete_webhook()
    assert [update.effective_message.text for update in await bot.get_updates()] == ["一"]  # type: ignore[union-attr]  # a message update
    assert telegram.state.webhook is None
