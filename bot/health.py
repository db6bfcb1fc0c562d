"""Does the bot live? `python -m bot.health` exits with 0 if it does, for container health checks.

With `--ready` it asks `/readyz` at YOUJU_LISTEN instead, for replicas behind a balancer. Invariant:
this imports next to nothing, because it runs every half minute.
"""

import os
import sys
import time
from pathlib import Path

OLDEST_SECONDS = 120.0  # four missed heartbeats
PATIENCE_SECONDS = 6.0  # for an answer: each part of the bot is looked at for a second


def is_alive(data: Path, now: float) -> bool:
    """Tell whether the heartbeat in a data folder is fresh at a moment (seconds since 1970)."""
    try:
        beat = (data / "heartbeat").stat().st_mtime
        return abs(now - beat) < OLDEST_SECONDS  # after now: the clock was set back since
    except OSError:
        return False


def is_ready(listen: str) -> bool:
    """Tell whether the bot that listens at `host:port` of this machine is ready."""
    from http.client import HTTPConnection, HTTPException  # noqa: PLC0415 - only where asked for

    host, _, port = listen.rpartition(":")
    here = {"0.0.0.0": "127.0.0.1", "[::]": "::1"}.get(host, host.strip("[]"))  # noqa: S104 - not bound
    connection = HTTPConnection(here, int(port or 0), timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200  # noqa: PLR2004 - HTTP's own number
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    # A container always has the variables, so that settings and their libraries can stay unread.
    if "--ready" in sys.argv[1:]:
        sys.exit(0 if is_ready(os.environ.get("YOUJU_LISTEN", "")) else 1)
    sys.exit(0 if is_alive(Path(os.environ.get("YOUJU_DATA", "data")), time.time()) else 1)
