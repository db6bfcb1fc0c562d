"""Which updates wait for the bot, and who fetches them?

Invariant: an update stays pending until a later offset (polling) or a 2xx answer (webhook) confirms
it, and only the newest poller is served.
"""

import copy
import time
from collections.abc import Iterable
from itertools import count
from typing import Any

from bot.emulator.world.errors import conflict
from bot.emulator.world.signals import Signal

FIRST_UPDATE_ID = 700_001
BATCH = 100  # getUpdates answers at most 100 updates

# Bot API, getUpdates: these arrive only when asked for by name.
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class UpdateQueue:
    """The pending updates of the bot, oldest first."""

    def __init__(self) -> None:
        self.pending: list[dict[str, Any]] = []
        self.changed = Signal()
        self.polled = Signal()
        self.waiting_pollers = 0
        self._allowed: frozenset[str] = frozenset()
        self._ids = count(FIRST_UPDATE_ID)
        self._turn = 0
        self._end_of_turn = OTHER_POLLER

    def add(self, kind: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """Queue an update; return it, or None when the bot does not allow its kind."""
        if kind not in self._allowed if self._allowed else kind in ONLY_ON_REQUEST:
            return None
        update = {"update_id": next(self._ids), kind: body}
        self.repeat(update)
        return copy.deepcopy(update)

    def repeat(self, update: dict[str, Any]) -> None:
        """Queue an update again under its own id, as after a lost confirmation."""
        self.pending.append(copy.deepcopy(update))
        self.changed.ring()

    def allow(self, kinds: Iterable[str]) -> None:
        """Set the kinds of later updates, until set again; an empty list is the default set."""
        self._allowed = frozenset(kinds)

    def allowed(self) -> list[str]:
        """Return the kinds set by the bot, sorted; empty for the default set."""
        return sorted(self._allowed)

    def take(self) -> list[dict[str, Any]]:
        """Remove and return everything that is pending."""
        taken, self.pending = self.pending, []
        return taken

    def done(self, update: dict[str, Any]) -> None:
        """Remove one delivered update, and not its repetitions."""
        self.pending = [other for other in self.pending if other is not update]

    def interrupt(self, reason: str) -> None:
        """End the poll that waits now, with a conflict."""
        self._turn += 1
        self._end_of_turn = reason
        self.changed.ring()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Confirm updates before an offset, then wait for others.

        A negative offset keeps that many of the newest updates and forgets the rest.
        """
        self.interrupt(OTHER_POLLER)
        turn = self._turn
        self._confirm(offset)
        deadline = time.monotonic() + seconds
        while not self.pending and (left := deadline - time.monotonic()) > 0:
            await self._wait(left)
            if self._turn != turn:
                raise conflict(self._end_of_turn)
        return self.pending[: min(max(limit, 1), BATCH)]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    async def _wait(self, seconds: float) -> None:
        self.waiting_pollers += 1
        self.polled.ring()
        try:
            await self.changed.wait(seconds)
        finally:
            self.waiting_pollers -= 1
