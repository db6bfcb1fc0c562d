"""What is being measured right now? Invariant: it is told on stderr, results never are."""

import sys
import time

STARTED = time.monotonic()


def tell(what: str) -> None:
    """Say what begins now, after how many seconds."""
    sys.stderr.write(f"[{time.monotonic() - STARTED:6.0f} s] {what}\n")
    sys.stderr.flush()
