import asyncio

import pytest
from telegram.error import RetryAfter

from bot.flood import MOST_TRIES, Patience


async def request(patience: Patience, chat: int, refusals: list[float]) -> str:
    """Make a request of a chat that is refused with these waiting times, one after the other."""

    async def callback() -> str:
        if refusals:
            raise RetryAfter(refusals.pop(0))  # type: ignore[arg-type]  # parts of a second: quick
        return "sent"

    answer = await patience.process_request(callback, (), {}, "sendMessage", {"chat_id": chat}, 0)
    return str(answer)


async def test_refused_request_is_made_again() -> None:
    """A refused request waits as long as Telegram asks, and is made again."""
    assert await request(Patience(), 1, [0.01, 0.01]) == "sent"


async def test_other_chats_do_not_wait() -> None:
    """While a chat waits, another one is answered."""
    patience = Patience()
    waiting = asyncio.create_task(request(patience, 1, [60]))
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        assert await request(patience, 2, []) == "sent"
    assert not waiting.done()
    waiting.cancel()


async def test_chat_that_waits_takes_later_requests_along() -> None:
    """A later request to a chat that was refused does not jump the queue into the next refusal."""
    patience, refusals = Patience(), [60.0]
    first = asyncio.create_task(request(patience, 1, refusals))
    await asyncio.sleep(0)
    second = asyncio.create_task(request(patience, 1, []))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not second.done()
    first.cancel()
    second.cancel()


async def test_patience_ends() -> None:
    """A request that is refused again and again fails in the end."""
    with pytest.raises(RetryAfter):
        await request(Patience(), 1, [0.001] * (MOST_TRIES + 1))
