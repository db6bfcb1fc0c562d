import asyncio
import logging

import pytest

from bot.delivery.lanes import Lanes
from tests.patience import patience


async def test_a_lane_keeps_its_order() -> None:
    """What is put on a lane is done one after the other, as it came."""
    done, first_may_end = list[str](), asyncio.Event()

    async def work(item: str) -> None:
        if item == "first":
            await first_may_end.wait()
        done.append(item)

    lanes = Lanes(work)
    for item in ("first", "second", "third"):
        lanes.put("a", item)
    await asyncio.sleep(0)
    assert (done, lanes.waiting) == ([], 3)
    first_may_end.set()
    await lanes.room(1)
    assert done == ["first", "second", "third"]


async def test_lanes_do_not_wait_for_each_other() -> None:
    """Slow work holds its own lane only."""
    slow_may_end, done = asyncio.Event(), list[str]()

    async def work(item: str) -> None:
        await slow_may_end.wait() if item == "slow" else slow_may_end.set()
        done.append(item)

    lanes = Lanes(work)
    lanes.put("a", "slow")
    lanes.put("b", "fast")
    async with patience():
        await lanes.room(1)
    assert done == ["fast", "slow"]


async def test_a_failure_does_not_take_the_lane_along(caplog: pytest.LogCaptureFixture) -> None:
    """Work that fails is told in the log, and what comes after it is done."""
    done = list[int]()

    async def work(item: int) -> None:
        done.append(1 // item)

    lanes = Lanes(work)
    with caplog.at_level(logging.ERROR):
        lanes.put("a", 0)
        lanes.put("a", 1)
        await lanes.room(1)
    assert done == [1]
    assert "ZeroDivisionError" in caplog.text


async def test_stopping_begins_nothing_new() -> None:
    """What was begun comes to its end, what waits is left, what takes too long is given up."""
    done, quick_may_end = list[str](), asyncio.Event()

    async def work(item: str) -> None:
        await (asyncio.Event() if item == "endless" else quick_may_end).wait()
        done.append(item)

    lanes = Lanes(work)
    for lane, item in (("a", "quick"), ("a", "next"), ("b", "endless")):
        lanes.put(lane, item)
    await asyncio.sleep(0)
    quick_may_end.set()
    async with patience():
        await lanes.stop(grace_seconds=0.05)
    assert done == ["quick"]


async def test_lanes_are_not_kept() -> None:
    """A lane that is done leaves nothing behind, so that memory does not grow with chats."""

    async def work(_: int) -> None:
        await asyncio.sleep(0)

    lanes = Lanes(work)
    for number in range(100):
        lanes.put(str(number), number)
    await lanes.room(1)
    await asyncio.sleep(0)
    assert lanes._lanes == {}  # noqa: SLF001 - what must not grow
    assert lanes._tasks == set()  # noqa: SLF001 - as above
