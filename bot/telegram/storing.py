"""How do updates get into the database, and the note that they are done?

Whatever has arrived and become done while the last commit was on its way goes into the next one.
Invariant: `put` returns when its updates are on the disk, and what is new among them has begun, in
the order of its numbers.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from telegram import Update

from bot.records.inbox import Received
from bot.service.desk import Desk
from knowledge import KnowledgeError

log = logging.getLogger(__name__)

GROUP_SECONDS = 0.05  # notes of what is done wait so long for others, to be one commit
NOTE_AGAIN_SECONDS = 1.0  # if such a note could not be stored


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that is to be dealt with: as it is stored, as it is handled, since when."""

    received: Received
    update: Update
    arrived: float  # by the event loop's clock


@dataclass(frozen=True, slots=True)
class _Arrival:
    pending: Sequence[Pending]
    stored: asyncio.Future[None]


class Storing:
    """Commits one after the other; `run` it, `close` it.

    What is stored is begun, and what is to be begun beside it: another replica has stored that.
    """

    def __init__(
        self,
        desk: Desk,
        begin: Callable[[Pending], None],
        begin_others: Callable[[Sequence[Received]], None],
    ) -> None:
        self._desk = desk
        self._begin = begin
        self._begin_others = begin_others
        self._arrivals: list[_Arrival] = []
        self._done: set[int] = set()
        self._to_write = asyncio.Event()
        self._closing = False

    async def put(self, pending: Sequence[Pending]) -> None:
        """Store updates; raise StoreError if that is impossible now."""
        stored = asyncio.get_running_loop().create_future()
        self._arrivals.append(_Arrival(pending, stored))
        self._to_write.set()
        await stored

    def note(self, number: int) -> None:
        """Have it noted soon that an update is done."""
        if not self._done:
            self._write_in(GROUP_SECONDS)
        self._done.add(number)

    async def run(self) -> None:
        """Write whenever there is something to write, until it is closed."""
        while not self._closing:
            await self._to_write.wait()
            self._to_write.clear()
            try:
                await self._store()
            except Exception as error:  # noqa: BLE001 - who cannot store receives nothing any more
                log.warning("what is done could not be noted: %r", error)
                self._write_in(NOTE_AGAIN_SECONDS)
            else:
                if self._done:  # meanwhile
                    self._write_in(GROUP_SECONDS)

    async def close(self, running: asyncio.Task[None]) -> None:
        """Let `run` come to its end and write what is left."""
        self._closing = True
        self._to_write.set()
        await running
        try:
            await self._store()
        except KnowledgeError as error:  # the next run sees in the turns what was answered
            log.warning("what is done could not be noted: %s", error)

    async def _store(self) -> None:
        arrivals, self._arrivals = self._arrivals, []
        done = frozenset(self._done)
        pending = [one for arrival in arrivals for one in arrival.pending]
        if not pending and not done:
            return
        received = [one.received for one in pending]
        try:
            begun = await self._desk.records.inbox.put(self._desk.now(), received, done)
        except Exception as error:
            _tell(arrivals, error)
            if done:
                raise
            return
        self._done -= done
        # Over several connections of a webhook a later one may come first, and one come twice.
        by_number = {one.received.number: one for one in pending}
        for one in begun:
            if one.number in by_number:
                self._begin(by_number[one.number])
            else:
                self._begin_others([one])
        _tell(arrivals)

    def _write_in(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, self._to_write.set)


def _tell(arrivals: Sequence[_Arrival], error: Exception | None = None) -> None:
    """Let those who wait go on, but for who has given up waiting."""
    for arrival in arrivals:
        if arrival.stored.done():
            continue
        if error:
            arrival.stored.set_exception(error)
        else:
            arrival.stored.set_result(None)
