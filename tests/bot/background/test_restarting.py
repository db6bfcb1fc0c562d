import logging

import pytest

from bot.background.restarting import restarting
from bot.delivery import outage
from tests.patience import patience


async def test_what_fails_begins_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever the error is, it is in the log, and the work goes on after a pause."""
    monkeypatch.setattr(outage, "FIRST_PAUSE_SECONDS", 0.001)
    errors: list[Exception] = [TypeError("nobody thought of this"), KeyError("nor of this")]

    async def work() -> None:
        if errors:
            raise errors.pop()

    async with patience():
        await restarting(work, "telling news")
    assert [one.getMessage() for one in caplog.records] == [
        "telling news failed and begins again"
    ] * 2
    assert all(one.levelno == logging.ERROR and one.exc_info for one in caplog.records)
