"""In which order is work done?

Invariant: what is put on a lane is done one after the other: what one person puts there in the
order in which it came, the people on it in turn. Lanes do not wait for each other; a lane with
nothing to do takes no memory.
"""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


class Lanes(Generic[T]):
    """Queues side by side with a task each, as long as there is something in it."""

    def __init__(self, work: Callable[[T], Awaitable[None]]) -> None:
        self._work = work
        self._lanes: dict[str, OrderedDict[str, deque[T]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._left = asyncio.Event()
        self._stopping = False
        self.waiting = 0

    def put(self, lane: str, item: T, person: str = "") -> None:
        """Add something to the end of what a person has on a lane."""
        self.waiting += 1
        if lane in self._lanes:
            self._lanes[lane].setdefault(person, deque()).append(item)
            return
        self._lanes[lane] = OrderedDict({person: deque([item])})
        task = asyncio.create_task(self._run(lane), name=f"lane {lane}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def room(self, most: int) -> None:
        """Wait until fewer than so many things are waiting or being done."""
        while self.waiting >= most:
            self._left.clear()
            await self._left.wait()

    async def stop(self, grace_seconds: float) -> None:
        """Begin nothing more, wait a while for what was begun, and give up the rest."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def drop(self) -> list[T]:
        """Give up what is being done, and return what waits, which is forgotten here."""
        dropped = [one for people in self._lanes.values() for q in people.values() for one in q]
        for people in self._lanes.values():
            people.clear()
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.waiting = 0
        self._left.set()
        return dropped

    async def _run(self, lane: str) -> None:
        people = self._lanes[lane]
        try:
            while people and not self._stopping:
                try:
                    await self._work(_next(people))
                except Exception:  # the rest of the lane must not be lost with it
                    log.exception("what came on lane %s could not be done", lane)
                self.waiting -= 1
                self._left.set()
        finally:
            del self._lanes[lane]


def _next(people: OrderedDict[str, deque[T]]) -> T:
    """Take what is next, and let whoever put it there come last."""
    person, queue = next(iter(people.items()))
    item = queue.popleft()
    if queue:
        people.move_to_end(person)
    else:
        del people[person]
    return item
