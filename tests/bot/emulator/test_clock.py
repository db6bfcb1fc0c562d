import pytest

from bot.emulator import ManualClock


def test_time_moves_only_when_moved() -> None:
    """The clock stands still until it is advanced, and never goes back."""
    clock = ManualClock(100)
    clock.advance(0.5)
    assert clock() == clock() == 100.5
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)
