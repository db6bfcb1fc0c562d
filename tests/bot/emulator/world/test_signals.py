import asyncio

from bot.emulator.world.signals import Signal


async def test_ring_wakes_all_waiters() -> None:
    """Everyone who waits is woken by one ring."""
    signal = Signal()

    async def ring() -> None:
        signal.ring()

    # gather starts its coroutines in order: both wait before the ring.
    first, second, _ = await asyncio.gather(signal.wait(5), signal.wait(5), ring())
    assert first
    assert second


async def test_earlier_ring_is_not_remembered() -> None:
    """A wait after the ring waits for the next one, and tells when none came."""
    signal = Signal()
    signal.ring()
    assert await signal.wait(0) is False
