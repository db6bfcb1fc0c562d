"""Who makes the entries of many passages?

To cut a passage takes a fraction of a millisecond, and Python cuts one at a time: for a few
passages that is done here, for thousands by as many processes as there are cores. Invariant: the
entries come in the order of the passages and are the same whoever made them; if the processes are
stopped, by a lack of memory say, the rest is made here; if this one is, they end with it.
"""

import asyncio
import os
import signal
import threading
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path

from knowledge.indexing.entry import Entry, entry
from knowledge.language import segmentation
from knowledge.model.passage import IndexedPassage

MANY = 5_000  # passages: below that the processes would take longer to start than to work
MOST_PROCESSES = 8
NICENESS = 10  # below those who ask meanwhile
WAITING = 2  # batches a process, made or in the making, that nobody has taken yet

Batch = Sequence[IndexedPassage]


def made_by(passages: int) -> int:
    """Return how many processes make the entries of so many passages; 0 for this one alone."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, MOST_PROCESSES) if passages >= MANY and (cores or 1) > 1 else 0


async def entries(
    batches: AsyncIterable[Batch], processes: int, cache: Path
) -> AsyncIterator[Iterable[Entry]]:
    """Yield the entries of batches of passages, batch by batch, in order.

    Made by no other process they are made as they are taken. `cache` is the folder for jieba's
    cache.
    """
    if not processes:
        async for batch in batches:
            yield map(entry, batch)
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (cache,))
    try:
        async for made in _made(batches, pool, WAITING * processes):
            yield made
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


async def _made(
    batches: AsyncIterable[Batch], pool: ProcessPoolExecutor, most: int
) -> AsyncIterator[Iterable[Entry]]:
    waiting: deque[tuple[Batch, asyncio.Future[list[Entry]] | None]] = deque()
    async for batch in batches:
        waiting.append((batch, _begun(batch, pool)))
        if len(waiting) > most:
            yield await _taken(*waiting.popleft())
    while waiting:
        yield await _taken(*waiting.popleft())


def _begun(batch: Batch, pool: ProcessPoolExecutor) -> asyncio.Future[list[Entry]] | None:
    """Have the processes begin with a batch; None if there are none any more."""
    try:
        return asyncio.get_running_loop().run_in_executor(pool, _make, batch)
    except BrokenProcessPool:
        return None


async def _taken(batch: Batch, future: asyncio.Future[list[Entry]] | None) -> Iterable[Entry]:
    try:
        return await future if future else map(entry, batch)
    except BrokenProcessPool:
        return map(entry, batch)


def _prepare(cache: Path) -> None:
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts means the one that waits
    threading.Thread(target=_end_with_parent, daemon=True).start()
    segmentation.warm_up(cache)


def _end_with_parent() -> None:
    """Wait until the process that waits for the entries ends, killed perhaps, and end, too.

    The queue between them would not tell: each of the processes keeps both of its ends open.
    """
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _make(batch: Batch) -> list[Entry]:
    return [entry(passage) for passage in batch]
