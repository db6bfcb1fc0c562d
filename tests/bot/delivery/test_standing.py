import asyncio

from bot.delivery.standing import SAFE_PART, Place, Standing
from tests.patience import patience

LEADER, FOLLOWER = Place(leads=True, replicas=3), Place(leads=False, replicas=3)


class Clock:
    """A clock that stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


async def test_alone_one_may_always_act() -> None:
    """And leads, whatever the time is."""
    standing = Standing()
    assert (standing.alone, standing.may_act, standing.leads, standing.replicas) == (
        True,
        True,
        True,
        1,
    )


async def test_a_replica_acts_for_a_part_of_its_lease() -> None:
    """It counts from before it asked, and ends before another one can begin."""
    clock = Clock()
    standing = Standing(10.0, clock)
    assert not standing.may_act
    standing.renewed(clock.now, LEADER)
    clock.now += 10.0 * SAFE_PART - 0.001
    assert (standing.may_act, standing.leads, standing.replicas) == (True, True, 3)
    clock.now += 0.002
    assert (standing.may_act, standing.leads) == (False, False)
    standing.renewed(clock.now - 1.0, FOLLOWER)
    assert (standing.may_act, standing.leads) == (True, False)
    assert standing.seconds_left() == 10.0 * SAFE_PART - 1.0


async def test_who_waits_hears_of_a_change() -> None:
    """Of leading, of losing it, and of a lease that was not renewed."""
    standing = Standing(0.2)
    waiting = asyncio.create_task(standing.until(leads=True))
    await asyncio.sleep(0)
    standing.renewed(standing.now() + 1000.0, LEADER)
    async with patience():
        await waiting
        losing = asyncio.create_task(standing.until(leads=False))
        await asyncio.sleep(0)
        assert not losing.done()
        standing.lost()
        await losing
        standing.renewed(standing.now(), LEADER)
        await standing.until(leads=False)  # it ends by itself
