import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.emulator import Person, Room, Telegram


async def test_calls_are_recorded(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """Every call is recorded with its decoded parameters, its files and its outcome."""
    await bot.send_document(ana.id, b"bytes", filename="a.md")
    with pytest.raises(BadRequest):
        await bot.send_message(ana.id, " ")
    sent, refused = telegram.calls
    assert (sent.method, sent.ok, sent.parameters["chat_id"]) == ("sendDocument", True, ana.id)
    assert sent.files["document"].content == b"bytes"
    assert isinstance(sent.result, dict)
    assert (refused.method, refused.ok) == ("sendMessage", False)
    assert refused.error is not None
    assert refused.error.code == 400


async def test_call_can_be_waited_for(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """A test waits until the bot has called, however often it wants."""
    waiting = asyncio.create_task(telegram.wait_for("sendMessage", 2))
    for text in "一二":
        await bot.send_message(ana.id, text)
    assert [call.parameters["text"] for call in await waiting] == ["一", "二"]
    assert len(telegram.calls_of("SENDMESSAGE")) == 2


async def test_waiting_tells_what_it_saw(bot: Bot, telegram: Telegram) -> None:
    """When a call does not come, the error names those that came."""
    await bot.get_my_commands()
    with pytest.raises(TimeoutError, match=r"0 of 1 sendMessage .*getMyCommands"):
        await telegram.wait_for("sendMessage", within=0)
    with pytest.raises(TimeoutError, match="nobody polled"):
        await telegram.wait_for_poller(within=0)


async def test_flood_in_one_chat(bot: Bot, telegram: Telegram, ana: Person, room: Room) -> None:
    """A planned 429 meets one chat, once, with its seconds, and changes nothing there."""
    telegram.fail("sendMessage", 429, chat_id=room.id, retry_after=3)
    assert await bot.send_message(ana.id, "答")
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(room.id, "答")
    assert flood.value.retry_after == timedelta(seconds=3)
    assert telegram.messages(room) == []
    assert await bot.send_message(room.id, "答")


@pytest.mark.parametrize(("code", "kind"), [(500, NetworkError), (502, NetworkError)])
async def test_server_errors(
    bot: Bot, telegram: Telegram, code: int, kind: type[TelegramError]
) -> None:
    """A planned 5xx meets any method as often as planned."""
    telegram.fail("*", code, times=2)
    for _ in range(2):
        with pytest.raises(kind):
            await bot.get_my_commands()
    assert await bot.get_my_commands() == ()


async def test_failure_has_the_given_words(bot: Bot, telegram: Telegram, ana: Person) -> None:
    """A planned failure says what the test wants it to say, and only for methods there are."""
    telegram.fail("sendmessage", 400, "Bad Request: not enough rights")
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.send_message(ana.id, "答")
    with pytest.raises(Exception, match="Not Found"):
        telegram.fail("sendRocket", 500)
