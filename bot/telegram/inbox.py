"""An update comes in: how is it made sure that it is dealt with?

It is stored before Telegram is told that it was received, handled in the order of its chat, and
done when its answer was sent or refused for good. Invariant: what `receive` has returned from is
handled to its end by this run or by a later one; a chat that waits costs the others nothing.
"""

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter

from bot.delivery.handling import Handling, begin
from bot.delivery.lanes import Lanes
from bot.delivery.outage import Outage, first_of, pause_after
from bot.errors import BotError
from bot.records.inbox import Received
from bot.service.desk import Desk
from bot.telegram.context import DESK, SIEVE, App
from bot.telegram.rate_limiter import seconds_of
from bot.telegram.sieve import Sieve
from bot.telegram.storing import Pending, Storing
from knowledge import KnowledgeError, StoreError

log = logging.getLogger(__name__)

MOST_AT_ONCE = (
    64  # updates in the handlers: at Telegram's 30 messages a second, two seconds of them
)
MOST_WAITING = 1000  # updates in memory; the others wait where they come from
MOST_SECONDS = (
    6 * 3600.0
)  # that Telegram may refuse or be out of reach before an answer is given up
MOST_FAILURES = 10  # in four minutes, when others succeed meanwhile: then it is this one
MOST_OVERRUNS = 3  # times that an update may exceed the time limit
SUSPECT_TRIES = 5  # during which the process ended: it may be the cause, or have been beside it
SUSPICION_SECONDS = 10.0  # that it is left alone then, doubled each time …
LONGEST_SUSPICION_SECONDS = 3600.0  # … up to this
GRACE_SECONDS = 15.0  # for what is being handled when the bot stops
BACKGROUND_SECONDS = 2.0  # … and for what handlers had started: a reload, a file that is read


class FullError(BotError):
    """There is no room for more updates now; they are to be offered again later."""


@dataclass(slots=True)
class _Trying:
    began: float
    handled: int  # updates that the inbox had handled by then
    attempts: int = 0
    failures: int = 0  # of them, but for waiting times
    overruns: int = 0


class Inbox:
    """The updates of an application: `start` it, `receive` updates, `stop` and `close` it."""

    def __init__(self, application: App, network: Outage) -> None:
        self._application = application
        self._desk: Desk = application.bot_data[DESK]
        self._sieve: Sieve = application.bot_data[SIEVE]
        self._lanes = Lanes(self._deal_with)
        self._handlers = asyncio.Semaphore(MOST_AT_ONCE)
        self._handled = 0
        self._storing = Storing(self._desk, self._begin, self._begin_stored)
        self._writing: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._noting: set[asyncio.Task[None]] = set()
        self._background: set[asyncio.Task[None]] = set()
        self._network = network
        self._answers = Outage("some answers cannot be sent", log)

    @property
    def waiting(self) -> int:
        """Return the number of updates that are not dealt with yet."""
        return self._lanes.waiting

    async def start(self) -> None:
        """Go on with what an earlier run left."""
        await self.sweep()
        self._writing = asyncio.create_task(self._storing.run(), name="inbox")

    async def sweep(self) -> None:
        """Go on with what nobody deals with: left by an earlier run, or by another replica."""
        found = await self._desk.records.inbox.resume()
        if left := sum(one.left for one in found):
            log.info("%s updates are left from before", left)
        self._begin_stored(found)

    async def let_go(self) -> None:
        """Give up what is being done, and forget what waits: it is another replica's now."""
        for pending in await self._lanes.drop():
            self._sieve.end(pending.update)
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)

    def contact(self) -> None:
        """Note that Telegram has answered."""
        self._desk.figures.contact()

    async def room(self) -> None:
        """Wait until more updates can be received."""
        await self._lanes.room(MOST_WAITING)

    async def receive(self, updates: Sequence[Update]) -> None:
        """Store updates, those that are known left out, and have them handled.

        Raise StoreError if they cannot be stored, FullError if there is no room.
        """
        if not updates:
            return
        if self.waiting >= MOST_WAITING:
            raise FullError("too many updates are waiting: they are taken a little later")
        pending = [
            Pending(Received(one.update_id, lane(one), one.to_json()), one, _now())
            for one in updates
        ]
        await self._storing.put(pending)

    async def stop(self) -> None:
        """Take nothing new into the handlers and let what is in them come to its end.

        What they had started, and what does not end soon, is left to the next run.
        """
        self._stopping.set()
        await self._lanes.stop(GRACE_SECONDS)
        if self._background:
            _, late = await asyncio.wait(self._background, timeout=BACKGROUND_SECONDS)
            for task in late:
                task.cancel()

    async def close(self) -> None:
        """Note what is done, also what went on in the background until now."""
        await asyncio.gather(*self._noting)
        if self._writing:
            await self._storing.close(self._writing)

    def _begin_stored(self, stored: Sequence[Received]) -> None:
        for received in stored:
            try:
                self._begin(Pending(received, self._parsed(received), _now()))
            except Exception:  # a bot that cannot start for one update answers nobody
                log.exception("update %s cannot be read any more and is left out", received.number)
                self._storing.note(received.number)

    def _parsed(self, received: Received) -> Update:
        return Update.de_json(json.loads(received.body), self._application.bot)

    def _begin(self, pending: Pending) -> None:
        self._sieve.begin(pending.update)
        user = pending.update.effective_user
        self._lanes.put(pending.received.lane, pending, str(user.id) if user else "")

    async def _deal_with(self, pending: Pending) -> None:
        """Handle an update until it is done, and let its sender have another one waiting."""
        try:
            await self._handle_until_done(pending)
        finally:
            self._sieve.end(pending.update)

    async def _handle_until_done(self, pending: Pending) -> None:
        """Handle an update until it is done, with a pause after each failure."""
        number, left = pending.received.number, pending.received.left
        handling = Handling(number, again=left, excess=self._sieve.is_excess(number))
        begin(handling)
        trying = _Trying(_now(), self._handled)
        figures = self._desk.figures
        if pause := suspicion_seconds(pending.received.tries):
            await first_of(pause, self._stopping)
        while not self._stopping.is_set():
            async with self._handlers:
                if left and not trying.attempts:
                    await self._watched(number, begins=True)
                error = await self._handle(pending.update, handling)
                trying.attempts += 1
            if error is None or not may_pass(error) or self._is_hopeless(trying, error):
                figures.updates[_became(error)] += 1
                figures.handling.add(_now() - pending.arrived)
                self._end(number, error, handling)
                return
            if left and trying.attempts == 1:
                await self._watched(number, begins=False)
            handling.again = True
            figures.updates["tried again"] += 1
            await self._pause(error, trying.failures)

    async def _watched(self, number: int, *, begins: bool) -> None:
        """Note that trying something begins or has ended: it may be what ended an earlier run."""
        inbox = self._desk.records.inbox
        try:
            await (inbox.begin(number) if begins else inbox.survived(number))
        except KnowledgeError as error:
            log.warning("a try could not be noted: %s", error)

    async def _handle(self, update: Update, handling: Handling) -> Exception | None:
        """Run the handlers of an update and return what came out, if anything."""
        handling.error = None
        limit = self._desk.settings.handler_seconds
        try:
            async with asyncio.timeout(limit):
                await self._application.process_update(update)
        except TimeoutError as error:
            log.warning("an update took longer than %s s", limit)
            return error
        if handling.error is None:
            self._handled += 1
            self._answers.ended()
        return handling.error

    def _is_hopeless(self, trying: _Trying, error: Exception) -> bool:
        """Note a failure and tell whether it would come again however often it is tried."""
        trying.overruns += isinstance(error, TimeoutError)
        trying.failures += not isinstance(error, RetryAfter)
        alone = trying.failures >= MOST_FAILURES and self._handled > trying.handled
        late = _now() - trying.began > MOST_SECONDS
        return alone or late or trying.overruns >= MOST_OVERRUNS

    async def _pause(self, error: Exception, failures: int) -> None:
        """Wait before the next attempt, not in the way of others, nor of the end."""
        if isinstance(error, RetryAfter):
            await first_of(seconds_of(error), self._stopping)
            return
        self._answers.failed(error)
        back = (self._network.over,) if self._network.lasts else ()
        await first_of(pause_after(failures), self._stopping, *back)

    def _end(self, number: int, error: Exception | None, handling: Handling) -> None:
        if error is not None and may_pass(error):
            log.error("an update was given up: %s", error or "it took too long each time")
        if handling.background:
            self._background.update(handling.background)
            task = asyncio.create_task(self._note_after(number, handling.background))
            self._noting.add(task)
            task.add_done_callback(self._noting.discard)
        else:
            self._storing.note(number)

    async def _note_after(self, number: int, background: Sequence[asyncio.Task[None]]) -> None:
        """Note an update as done when what it started has ended, unless that was cut short."""
        outcomes = await asyncio.gather(*background, return_exceptions=True)
        self._background.difference_update(background)
        if not any(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes):
            self._storing.note(number)


def suspicion_seconds(tries: int) -> float:
    """Return how long to leave alone what was being tried so often when the process ended.

    It may be what ended it. The others are answered meanwhile.

    >>> [suspicion_seconds(tries) for tries in (0, 4, 5, 6, 29)]
    [0.0, 0.0, 10.0, 20.0, 3600.0]
    """
    if tries < SUSPECT_TRIES:
        return 0.0
    return min(SUSPICION_SECONDS * 2.0 ** (tries - SUSPECT_TRIES), LONGEST_SUSPICION_SECONDS)


def may_pass(error: Exception) -> bool:
    """Tell whether the same attempt may succeed later: nobody has said no."""
    if isinstance(error, BadRequest):  # which is a NetworkError to python-telegram-bot
        return False
    passing = RetryAfter, NetworkError, InvalidToken, Conflict, StoreError, TimeoutError
    return isinstance(error, passing)


def lane(update: Update) -> str:
    """Return what keeps an update in order: its chat, else its user, else nothing."""
    if update.effective_chat:
        return str(update.effective_chat.id)
    return str(update.effective_user.id) if update.effective_user else ""


def _became(error: Exception | None) -> str:
    if error is None:
        return "done"
    return "given up" if may_pass(error) else "refused"


def _now() -> float:
    return asyncio.get_running_loop().time()
