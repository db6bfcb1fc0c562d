"""Does the bot live? `python -m bot.health` exits with 0 if it does, for container health checks.

Invariant: this imports next to nothing, because it runs every half minute.
"""

import os
import sys
import time
from pathlib import Path

OLDEST_SECONDS = 120.0  # four missed heartbeats


def is_alive(data: Path, now: float) -> bool:
    """Tell whether the heartbeat in a data folder is fresh at a moment (seconds since 1970)."""
    try:
        beat = (data / "heartbeat").stat().st_mtime
        return abs(now - beat) < OLDEST_SECONDS  # after now: the clock was set back since
    except OSError:
        return False


if __name__ == "__main__":
    # A container always has the variable, so that settings and their libraries can stay unread.
    sys.exit(0 if is_alive(Path(os.environ.get("YOUJU_DATA", "data")), time.time()) else 1)
