import asyncio
import logging

import pytest
from telegram import Chat, Message, Update
from telegram.constants import ChatType

from bot.ordering import ChatByChat


def update(chat: int) -> Update:
    """Return an update from a chat."""
    from datetime import UTC, datetime  # noqa: PLC0415 - one line's need

    where = Chat(chat, ChatType.PRIVATE)
    return Update(1, message=Message(1, datetime.now(UTC), where))


async def test_one_chat_keeps_its_order() -> None:
    """Updates of a chat are handled one after the other, as they came."""
    processor, done = ChatByChat(5), list[str]()
    first_may_end = asyncio.Event()

    async def first() -> None:
        await first_may_end.wait()
        done.append("first")

    async def second() -> None:
        done.append("second")

    async with asyncio.TaskGroup() as group:
        group.create_task(processor.process_update(update(1), first()))
        group.create_task(processor.process_update(update(1), second()))
        await asyncio.sleep(0)
        first_may_end.set()
    assert done == ["first", "second"]


async def test_chats_do_not_wait_for_each_other() -> None:
    """A slow handler holds its own chat only."""
    processor = ChatByChat(5)
    slow_may_end = asyncio.Event()

    async def fast() -> None:
        slow_may_end.set()

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(processor.process_update(update(1), slow_may_end.wait()))
        group.create_task(processor.process_update(update(2), fast()))
    assert slow_may_end.is_set()


async def test_time_limit(caplog: pytest.LogCaptureFixture) -> None:
    """A handler that takes too long is given up, told in the log, and its chat goes on."""
    processor, done = ChatByChat(0.01), list[int]()

    async def quick() -> None:
        done.append(1)

    with caplog.at_level(logging.WARNING):
        await processor.process_update(update(1), asyncio.Event().wait())
    await processor.process_update(update(1), quick())
    assert done == [1]
    assert "took longer than 0.01 s" in caplog.text


async def test_locks_are_not_kept() -> None:
    """A chat that is done leaves nothing behind, so that memory does not grow with chats."""
    processor = ChatByChat(5)
    for chat in range(1, 100):
        await processor.process_update(update(chat), asyncio.sleep(0))
    assert processor._locks == {}  # noqa: SLF001 - what must not grow
