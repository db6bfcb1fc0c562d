"""How is written to Telegram so that it does not say that we write too fast, and what if it does?

Invariant: a request waits for its own chat, and shortly for its turn among all; answers go before
edits, and "typing …" never waits: it is left out. What was refused with a waiting time is made
again after it. Who handles an update does not wait long: the inbox does, with no handler held. A
replica that may not act says nothing to anybody.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any

from telegram.error import NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.handling import current
from bot.delivery.outage import first_of
from bot.delivery.pace import Pace, Rank
from bot.delivery.standing import Standing
from bot.delivery.uses import Uses
from bot.records.uses import Use
from bot.service.figures import Figures
from bot.telegram.capabilities import Capabilities

# python-telegram-bot 22 tells waiting times in seconds and warns of it each time, unless it is told
# that its user knows of the coming change to timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")

MARGIN_SECONDS = 0.1  # Telegram's clock and ours do not tick together
HANDLER_PATIENCE_SECONDS = 5.0  # a handler waits no longer: RetryAfter tells the inbox when to try
LONGEST_PATIENCE_SECONDS = 900.0  # who waits in the background
LOOK_SECONDS = 1.0  # between two looks of who is not first in line
ALL = object()  # the line in which everybody stands
SENDING = ("send", "copy", "forward")
ANSWERING = "answer"  # a pressed button, a query
EDITING = ("edit", "stop", "setMessageReaction")


class OutOfTouchError(NetworkError):
    """This replica has not reached the database lately: another one may be acting in its place."""

    def __init__(self) -> None:
        super().__init__("the database is out of reach, so another replica may be answering")


class Limiter(BaseRateLimiter[int]):
    """Makes the requests of a bot at Telegram's pace."""

    def __init__(
        self,
        pace: Pace,
        figures: Figures,
        capabilities: Capabilities,
        standing: Standing | None = None,
        uses: Uses | None = None,
    ) -> None:
        self._pace = pace
        self._capabilities = capabilities
        self._figures = figures
        self._standing = standing or Standing()
        self._uses = uses or Uses(alone=True)
        self._lines: dict[object, _Line] = {}
        self._tickets = count()

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def process_request(  # noqa: PLR0917 - the contract of BaseRateLimiter
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401, ARG002 - as above; the endpoint and the data
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002 - as above
    ) -> Any:  # noqa: ANN401 - as above
        """Make a request when it is its turn, again after each refusal with a waiting time."""
        chat, rank = _chat_in(data), rank_of(endpoint)
        if rank is Rank.ACTION and not self._is_free(endpoint, chat):
            return True

        def call(parameters: dict[str, Any]) -> Coroutine[Any, Any, Any]:
            return callback(endpoint, parameters, **kwargs)

        until = _now() + (HANDLER_PATIENCE_SECONDS if _in_handler() else LONGEST_PATIENCE_SECONDS)
        while True:
            await self._turn(chat, rank, until)
            if not self._standing.may_act and (rank is not None or endpoint.startswith(ANSWERING)):
                raise OutOfTouchError
            try:
                answer = await self._capabilities.call(endpoint, data, call)
            except RetryAfter as refused:
                seconds = seconds_of(refused)
                self._figures.flood_waits += 1
                self._figures.flood_seconds += seconds
                self._pace.close(chat, _now() + seconds + MARGIN_SECONDS)
            else:
                self._figures.contact()
                return answer

    def _is_free(self, endpoint: str, chat: str) -> bool:
        """Tell whether a sign of work can be shown at once."""
        waits = chat in self._lines or self._pace.wait(chat, Rank.ACTION, _now())
        return not waits and self._capabilities.knows(endpoint)

    async def _turn(self, chat: str, rank: Rank | None, until: float) -> None:
        """Wait until a request may be made; raise RetryAfter if that is later than `until`."""
        if rank is None:  # no message: it only keeps to what Telegram asked for
            await _sleep(self._pace.wait(chat, Rank.ANSWER, _now()), until)
            return
        pace = self._pace
        await self._stand(chat, rank, until, lambda now: pace.wait(chat, rank, now))
        pace.take(chat, _now())
        self._uses.note(Use("message", "", chat))
        await self._stand(ALL, rank, until, pace.wait_for_all)
        pace.take_of_all(_now())

    async def _stand(
        self, where: object, rank: Rank, until: float, wait_at: Callable[[float], float]
    ) -> None:
        """Stand in a line until one is first and it moves; return before anything else happens."""
        line = self._lines.setdefault(where, _Line())
        ticket = rank, next(self._tickets)
        heappush(line.tickets, ticket)
        try:
            while (wait := wait_at(_now())) or line.tickets[0] != ticket:
                if where is not ALL and _now() + wait > until:
                    raise RetryAfter(timedelta(seconds=wait))
                await first_of(wait or LOOK_SECONDS, line.moved)
        finally:
            line.leave(ticket)
            if not line.tickets:
                del self._lines[where]


class _Line:
    """Who waits for one thing, the first first."""

    def __init__(self) -> None:
        self.tickets: list[tuple[Rank, int]] = []
        self.moved = asyncio.Event()

    def leave(self, ticket: tuple[Rank, int]) -> None:
        """Take a ticket out, and let the others look whether they are first now."""
        if self.tickets[0] == ticket:
            heappop(self.tickets)
        else:  # given up: rare
            self.tickets = sorted(set(self.tickets) - {ticket})
        self.moved.set()
        self.moved = asyncio.Event()


def rank_of(endpoint: str) -> Rank | None:
    """Return the rank of a method of the Bot API; None if it makes no message.

    >>> rank_of("sendMessage"), rank_of("editMessageText"), rank_of("answerCallbackQuery")
    (<Rank.ANSWER: 0>, <Rank.EDIT: 1>, None)
    """
    if endpoint.startswith("sendChatAction"):
        return Rank.ACTION
    if endpoint.startswith(EDITING):
        return Rank.EDIT
    return Rank.ANSWER if endpoint.startswith(SENDING) else None


def _chat_in(data: dict[str, Any]) -> str:
    """Return the chat of a request; '' for one that is to no chat."""
    return str(data.get("chat_id", ""))


def seconds_of(refused: RetryAfter) -> float:
    """Return the seconds that Telegram asks to wait."""
    asked = refused.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def _in_handler() -> bool:
    """Tell whether it is a handler that waits, and not what it has started."""
    task = current().task
    return task is not None and task is asyncio.current_task()


async def _sleep(seconds: float, until: float) -> None:
    if _now() + seconds > until:
        raise RetryAfter(timedelta(seconds=seconds))
    await asyncio.sleep(seconds)


def _now() -> float:
    return asyncio.get_running_loop().time()
