import asyncio

import pytest

from bot.background.leading import while_leading
from bot.delivery.standing import Place, Standing
from tests.patience import patience

FAR = 1e9


async def test_work_goes_on_only_while_this_one_leads() -> None:
    """It begins again each time that it leads again."""
    standing, begun, ended = Standing(1.0, lambda: 0.0), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    task = asyncio.create_task(while_leading(standing, work))
    async with patience():
        for _ in range(2):
            await asyncio.sleep(0)
            assert not begun.is_set()
            standing.renewed(FAR, Place(leads=True, replicas=1))
            await begun.wait()
            assert not ended.is_set()
            standing.renewed(FAR, Place(leads=False, replicas=2))
            await ended.wait()
            begun.clear()
            ended.clear()
    task.cancel()


async def test_what_goes_wrong_is_told() -> None:
    """To whoever has it begun again."""

    async def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await while_leading(Standing(), work)
