import asyncio
import logging

import pytest

from bot.delivery.outage import LONGEST_PAUSE_SECONDS, Outage, first_of, pause_after
from bot.emulator import ManualClock
from tests.patience import patience

log = logging.getLogger("outage")


def test_pauses_grow_to_a_limit() -> None:
    """Half a second at first, a minute in the end, whatever the number of failures."""
    pauses = [pause_after(failures) for failures in range(1, 5000)]
    assert pauses[0] == 0.5
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


def test_an_hour_of_outage_is_a_line_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    """However often it is tried meanwhile; its beginning and its end are told, too."""
    clock = ManualClock(0)
    outage = Outage("Telegram cannot be reached", log, clock)
    with caplog.at_level(logging.INFO):
        for _ in range(3600):
            outage.failed(OSError("no route"))
            clock.advance(1)
        assert outage.lasts
        outage.ended()
        outage.ended()
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 61
    assert lines[0] == "Telegram cannot be reached (no route): trying again by itself"
    assert lines[1] == "Telegram cannot be reached for 60 s (no route): trying again by itself"
    assert lines[-1] == "over after 3600 s: Telegram cannot be reached"
    assert not outage.lasts


def test_after_an_outage_pauses_are_short_again() -> None:
    """A new outage begins with the first pause."""
    outage = Outage("it", log)
    pauses = [outage.failed(OSError()) for _ in range(3)]
    outage.ended()
    assert (pauses, outage.failed(OSError())) == ([0.5, 1.0, 2.0], 0.5)


async def test_who_waits_is_woken_by_the_end() -> None:
    """Whoever waits during an outage goes on when it is over, not when the pause is."""
    outage = Outage("it", log)
    outage.failed(OSError())
    waiting = asyncio.create_task(first_of(60, outage.over))
    await asyncio.sleep(0)
    outage.ended()
    async with patience():
        await waiting
    outage.failed(OSError())
    await first_of(0.001, outage.over)
    assert not outage.over.is_set()
