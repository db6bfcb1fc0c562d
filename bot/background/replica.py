"""How does this process serve beside others, from one database?

It renews its lease every second, learns who else serves and who leads, takes what nobody has, and
tells what it used up of common limits. Invariant: a replica whose lease has ended lets go of all
that it had, before it comes back under another name; what it leaves, or what was left by one that
died, is taken by another one.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

from bot.background.restarting import restarting
from bot.delivery.outage import Outage
from bot.delivery.standing import Place
from bot.errors import BotError
from bot.records.replicas import Seen, bot_of
from bot.records.shared_inbox import SharedInbox
from bot.records.uses import Use
from bot.service.desk import Desk
from knowledge import KnowledgeError

log = logging.getLogger(__name__)

BEAT_SECONDS = 1.0  # between two renewals, if nobody tells that there is something to look at
PAUSE_SECONDS = 0.05  # between two in any case
FILE = "replica"  # in the data folder: the name of the replica that has it, or had it last
TIDY_EVERY = 60  # beats of a leader


class Claims(Protocol):
    """What a replica has as long as its lease lasts: updates that it deals with."""

    async def sweep(self) -> None:
        """Take what nobody has."""

    async def let_go(self) -> None:
        """Give up what is being done, and forget what waits: it is somebody else's."""


@asynccontextmanager
async def among_replicas(
    desk: Desk, bot: str, claims: Claims, used: Callable[[Sequence[Use], int], None]
) -> AsyncIterator[None]:
    """Serve beside other replicas of a bot; a process that serves alone needs nothing of it.

    `used` is told what the others have used up of common limits, and how many replicas there are.
    Raise BotError if another bot serves from the database.
    """
    if desk.standing.alone:
        yield
        return
    replica = Replica(desk, bot, claims, used)
    await replica.join()
    beating = asyncio.create_task(restarting(replica.keep_beating, "serving beside others"))
    try:
        yield
    finally:
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)
        await replica.leave()


class Replica:
    """This process among those that serve a bot from one database."""

    def __init__(
        self, desk: Desk, bot: str, claims: Claims, used: Callable[[Sequence[Use], int], None]
    ) -> None:
        self._desk = desk
        self._bot = bot
        self._claims = claims
        self._used = used
        self._store = desk.records.replicas
        self._file = desk.settings.data / FILE
        self._name = ""
        self._last_use = 0
        self._beats = 0

    async def join(self) -> None:
        """Come to the other replicas, in the place of the one that had our data folder before.

        That one has ended, for a data folder is one process's: nobody need wait for its lease to.
        """
        if before := await asyncio.to_thread(_read, self._file):
            await self._inbox.free(before)
            await self._store.leave(before)
        asked_at = self._desk.standing.now()
        self._name = await self._store.join(self._bot)
        await asyncio.to_thread(_write, self._file, self._name)
        seen = await self._store.seen()
        if others := [name for name in seen.replicas if bot_of(name) != self._bot]:
            await self._store.leave(self._name)
            raise BotError(
                f"{self._desk.settings.database}: bot {bot_of(others[0])} serves from this "
                "database: give each bot one of its own"
            )
        self._inbox.come_back(self._name)
        await self._stand(asked_at, seen)
        log.info("serving as one of %s replicas", len(seen.replicas))

    async def keep_beating(self) -> None:
        """Renew the lease, and see to what goes with it, until cancelled."""
        outage = Outage("the database cannot be reached", log)
        while True:
            try:
                await self.beat()
            except KnowledgeError as error:
                await asyncio.sleep(min(outage.failed(error), BEAT_SECONDS))
                continue
            outage.ended()
            await asyncio.sleep(PAUSE_SECONDS)
            await self._desk.records.told(BEAT_SECONDS)

    async def beat(self) -> None:
        """Renew the lease, and see to what goes with it; come back if it has ended."""
        asked_at = self._desk.standing.now()
        if not await self._store.renew(self._name):
            log.warning("the lease has ended: what this replica had is another one's now")
            self._desk.standing.lost()
            await self._claims.let_go()
            await self.join()
            return
        await self._stand(asked_at, await self._store.seen())
        await self._share()
        if await self._inbox.is_left():
            await self._claims.sweep()

    async def leave(self) -> None:
        """Leave what is not done to the others, at once."""
        self._desk.standing.lost()
        with suppress(KnowledgeError):  # then it is theirs when the lease has ended
            await self._inbox.leave()
            await self._store.leave(self._name)

    @property
    def _inbox(self) -> SharedInbox:
        inbox = self._desk.records.inbox
        if not isinstance(inbox, SharedInbox):
            raise TypeError(f"replicas need a shared inbox, not {inbox}")
        return inbox

    async def _stand(self, asked_at: float, seen: Seen) -> None:
        """Note what this replica may do; it leads if none does."""
        standing = self._desk.standing
        leads = seen.leader == self._name or (
            not seen.leader and await self._store.lead(self._name)
        )
        if leads and not standing.leads:
            log.info("leading: letters, news and housekeeping are done here")
        standing.renewed(asked_at, Place(leads, max(1, len(seen.replicas))))
        if leads:
            self._desk.mail.set()  # letters of the others
            self._beats += 1
            if self._beats % TIDY_EVERY == 0:
                await self._desk.records.uses.forget()

    async def _share(self) -> None:
        """Tell the others what was used up here, and learn what they used up."""
        uses, store = self._desk.uses.take(), self._desk.records.uses
        try:
            if uses:
                await store.put(self._name, uses)
        except BaseException:
            self._desk.uses.put_back(uses)
            raise
        self._last_use, others = await store.of_others(self._name, self._last_use)
        self._used(others, self._desk.standing.replicas)


def _read(file: Path) -> str:
    """Return the name that was noted, '' where none is, or none that can be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(file: Path, name: str) -> None:
    """Note a name; on a disk that is full, whoever comes next has to wait for the lease to end."""
    with suppress(OSError):
        file.write_text(name, "utf-8")
