"""How long does a test wait for something to happen?

Until it happens: on a machine that is busy with other work that can take long. The limit is there
only so that what never happens is a failure, and not a test without end.
"""

import asyncio

PATIENCE_SECONDS = 180.0


def patience() -> asyncio.Timeout:
    """Return the time within which something must have happened."""
    return asyncio.timeout(PATIENCE_SECONDS)
