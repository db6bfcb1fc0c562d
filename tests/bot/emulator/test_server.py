import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.emulator import Person, Telegram
from bot.emulator.server import file_url, serve


@pytest.fixture
async def client(base_url: str, telegram: Telegram) -> AsyncIterator[httpx.AsyncClient]:
    """Yield an HTTP client whose paths are methods."""
    base = f"{base_url}{telegram.token}/"
    async with httpx.AsyncClient(base_url=base, trust_env=False, verify=False) as client:  # noqa: S501 - plain HTTP on loopback
        yield client


async def test_every_encoding_is_read(client: httpx.AsyncClient, ana: Person) -> None:
    """Form, JSON, multipart and URL parameters all send the same message."""
    values = {"chat_id": str(ana.id), "text": "有據"}
    answers = [
        await client.post("sendMessage", data=values),
        await client.post("sendMessage", json={"chat_id": ana.id, "text": "有據"}),
        await client.post("sendMessage", data=values, files={"unused": b"x"}),
        await client.get("sendMessage", params=values),
        await client.post("SENDMESSAGE", params=values),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["有據"] * 5


async def test_envelope_of_an_error(client: httpx.AsyncClient, telegram: Telegram) -> None:
    """An error has its code as the status and in the body, with its parameters."""
    telegram.fail("getMe", 429, retry_after=7)
    answer = await client.get("getMe")
    assert answer.status_code == 429
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


async def test_unknown_things_are_not_found(client: httpx.AsyncClient, base_url: str) -> None:
    """An unknown method or address is a 404, another token a 401, a broken body a 400."""
    answers = [
        await client.post("sendRocket"),
        await client.get("/elsewhere"),
        await client.get(f"{base_url}1:other/getMe"),
        await client.get(f"{file_url(base_url)}1:other/documents/a"),
        await client.post("getMe", content=b"{", headers={"content-type": "application/json"}),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 401, 401, 400]
    assert [answer.json()["error_code"] for answer in answers] == [404, 404, 401, 401, 400]


async def test_server_stops_under_a_poll(telegram: Telegram) -> None:
    """A poll that waits when the server stops is ended, and the address is free again."""
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 - plain HTTP on loopback
        async with serve(telegram) as url:
            poll = asyncio.create_task(
                client.post(f"{url}{telegram.token}/getUpdates", json={"timeout": 50}, timeout=60)
            )
            await telegram.wait_for_poller()
        assert (await poll).status_code == 409
        with pytest.raises(httpx.ConnectError):
            await client.get(f"{url}{telegram.token}/getMe")


async def test_whole_application_polls(base_url: str, telegram: Telegram, ana: Person) -> None:
    """An Application of python-telegram-bot with its own updater gets a question and answers."""

    async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text("答")

    builder = Application.builder().token(telegram.token).base_url(base_url)
    application = builder.base_file_url(file_url(base_url)).build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    async with application:
        assert application.updater is not None
        await application.updater.start_polling()
        await application.start()
        ana.says("數位?")
        await telegram.wait_for("sendMessage")
        await application.updater.stop()
        await application.stop()
    assert [one["text"] for one in telegram.replies(ana)] == ["答"]
