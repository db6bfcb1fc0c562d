from pathlib import Path

import pytest

from knowledge.runtime.memory import give_back

STATUS = Path("/proc/self/status")


def resident() -> int:
    """Return the kilobytes of this process that are in memory."""
    line = next(one for one in STATUS.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1])


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells")
def test_what_is_free_goes_back_to_the_system() -> None:
    """Pieces too small to be returned one by one are returned together."""
    kept: list[bytes] = []
    pieces: list[bytes] = []
    for number in range(400_000):
        (kept if number % 100 == 0 else pieces).append(bytes(900))
    before = resident()
    pieces.clear()
    give_back()
    assert resident() < before - 100_000
    assert len(kept) == 4000
