"""How are thousands of files read by all workers at once?

Files are put in, and what they say is given to whoever put them in, in the same order. Invariant:
no more than `MOST_WAITING` bytes have been read from the disk and not been given back, so that the
largest folder fits into memory; small files share an order, for the way to a worker and back takes
as long as reading one.
"""

from collections import deque
from collections.abc import Callable

from knowledge.reading.drafts import Drafts
from knowledge.reading.readers import Readers, Reads
from knowledge.reading.registry import is_archive
from knowledge.runtime.workers import Stop

SMALL = 32_000  # bytes of a file that shares an order with others
TOGETHER = 256_000  # bytes of one order, and its files
MOST_TOGETHER = 64
MOST_WAITING = 16_000_000  # bytes; a larger file waits alone

Then = Callable[[Drafts], None]


class Ahead:
    """Files that are being read while more of them are put in."""

    def __init__(self, readers: Readers, stop: Stop) -> None:
        self._readers, self._stop = readers, stop
        self._small: list[tuple[bytes, str, Then]] = []
        self._waiting: deque[tuple[Reads, int, Then]] = deque()
        self._bytes = 0

    def put(self, content: bytes, name: str, then: Then) -> None:
        """Have a file read, and `then` be called with what it says; raise StoppedError."""
        if len(content) <= SMALL and not is_archive(name):
            self._small.append((content, name, then))
            small = sum(len(one) for one, _, _ in self._small)
            if small > TOGETHER or len(self._small) == MOST_TOGETHER:
                self._begin_small()
        else:
            self._begin_small()
            self._wait(self._readers.begin(content, name, self._stop), len(content), then)
        while self._bytes > MOST_WAITING and len(self._waiting) > 1:
            self._take()

    def finish(self) -> None:
        """Wait until all is read."""
        self._begin_small()
        while self._waiting:
            self._take()

    def _begin_small(self) -> None:
        files = [(content, name) for content, name, _ in self._small]
        reads = self._readers.begin_many(files, self._stop) if files else []
        for read, (content, _, then) in zip(reads, self._small, strict=True):
            self._wait(read, len(content), then)
        self._small = []

    def _wait(self, read: Reads, size: int, then: Then) -> None:
        self._waiting.append((read, size, then))
        self._bytes += size

    def _take(self) -> None:
        read, size, then = self._waiting.popleft()
        then(read())
        self._bytes -= size
