import asyncio
import gc
import sys
import threading
from contextlib import suppress

from knowledge.runtime.priority import NO_FULL_COLLECTION, SWITCH_SECONDS, Priority, restless


async def test_work_waits_while_somebody_asks() -> None:
    """A piece of work begins when the question that came before it is answered."""
    priority, seen = Priority(), []

    def piece() -> None:
        priority.step_aside()
        seen.append("work")

    with priority.asking():
        with priority.asking():
            work = asyncio.create_task(asyncio.to_thread(piece))
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.05)
        seen.append("answered")
    await work
    assert seen == ["answered", "work"]


def test_work_is_never_kept_for_ever() -> None:
    """Where somebody always asks, what may be waited for is used up in the end."""
    priority, pieces = Priority(), 0

    def work() -> None:
        nonlocal pieces
        for _ in range(3):
            priority.step_aside()
            pieces += 1

    with priority.asking():
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(timeout=30)
        assert pieces == 3


def test_nobody_asks_nobody_waits() -> None:
    """Without questions a reload is as fast as it can be."""
    priority = Priority()
    with priority.asking():
        pass
    saved = priority._patience  # noqa: SLF001 - waiting would use it up
    priority.step_aside()
    assert priority._patience >= saved  # noqa: SLF001


def test_the_interpreter_pauses_shortly_and_often_for_a_while() -> None:
    """Its own habits come back afterwards, also after an error."""
    before = (sys.getswitchinterval(), gc.get_threshold())
    with suppress(ValueError), restless():
        with restless():
            pass
        assert sys.getswitchinterval() <= SWITCH_SECONDS * 1.01
        assert gc.get_threshold()[2] >= NO_FULL_COLLECTION
        raise ValueError
    assert (sys.getswitchinterval(), gc.get_threshold()) == before
