import asyncio
import logging
from pathlib import Path

import pytest

from bot.delivery.lease import lease
from bot.errors import BotError
from tests.patience import patience


async def test_a_second_process_is_refused(tmp_path: Path) -> None:
    """Who comes second is told which folder it is and what to do."""
    async with lease(tmp_path, standby=False):
        with pytest.raises(BotError, match="another process serves from this folder: stop it, or"):
            async with lease(tmp_path, standby=False):
                pass
    async with lease(tmp_path, standby=False):
        pass


async def test_a_standby_waits(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A standby says once that it waits, and has the lease when the first one has let it go."""
    held = asyncio.Event()

    async def stand_by() -> None:
        async with lease(tmp_path, standby=True):
            held.set()

    with caplog.at_level(logging.WARNING):
        async with lease(tmp_path, standby=False):
            waiting = asyncio.create_task(stand_by())
            await asyncio.sleep(0.05)
            assert not held.is_set()
        async with patience():
            await waiting
    assert caplog.text.count("waiting for its end") == 1
