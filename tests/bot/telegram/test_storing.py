import asyncio
from collections.abc import Sequence

import pytest
from telegram import Update

from bot.records.inbox import Received
from bot.service.desk import Desk
from bot.telegram.storing import Pending, Storing
from knowledge import StoreError


def pending(number: int) -> Pending:
    """Return an update of a number."""
    return Pending(Received(number, "a", "{}"), Update(number), 0.0)


def fail(_stored: Sequence[Received]) -> None:
    """Fail: nobody else has stored anything."""
    raise AssertionError


async def test_what_arrives_together_is_stored_together_and_begins_in_order(desk: Desk) -> None:
    """Deliveries that overlap share a commit, and begin by number, each once."""
    begun = list[int]()
    storing = Storing(desk, lambda one: begun.append(one.received.number), fail)
    running = asyncio.create_task(storing.run())
    await asyncio.gather(*(storing.put([pending(number)]) for number in (3, 1, 2, 1)))
    assert begun == [1, 2, 3]
    storing.note(1)
    await storing.close(running)
    assert [one.number for one in await desk.records.inbox.waiting()] == [2, 3]


async def test_who_delivers_learns_that_it_was_not_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing begins, and what is done is noted later all the same."""

    async def failing(*_: object) -> list[Received]:
        raise StoreError("full")

    begun = list[int]()
    storing = Storing(desk, lambda one: begun.append(one.received.number), fail)
    running = asyncio.create_task(storing.run())
    await storing.put([pending(1)])
    storing.note(1)
    with monkeypatch.context() as patched:
        patched.setattr(type(desk.records.inbox), "put", failing)
        with pytest.raises(StoreError):
            await storing.put([pending(2)])
    await storing.close(running)
    assert begun == [1]
    assert await desk.records.inbox.waiting() == []
