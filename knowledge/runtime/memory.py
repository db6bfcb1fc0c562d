"""How is memory given back after much work?

Python frees what a reload of many articles needed, but the C library keeps it for itself: after
100,000 articles 540 MB, of which 290 MB come back when asked for. Invariant: asking changes nothing
else, and where the C library does not know the question nothing happens.
"""

import ctypes
import sys


def give_back() -> None:
    """Have the C library return to the system what is free; it takes some milliseconds."""
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl keeps little
    if trim is not None:
        trim(0)
