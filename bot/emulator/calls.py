"""What did the bot ask of Telegram, and what should go wrong the next time?

Invariant: every call except getUpdates is recorded once, after it was answered; a planned failure
takes the place of the call, which then changes nothing.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.emulator.methods import Result
from bot.emulator.world.errors import ApiError, bad_request
from bot.emulator.world.signals import Signal
from bot.emulator.world.state import Json, Upload

UNRECORDED = frozenset({"getUpdates"})  # an idle poller would fill the record
EVERY_METHOD = "*"

# What Telegram says where a test does not care.
DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}


# What Telegram says of a button whose only action it does not know.
DOES_NOTHING = (
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot: what it passed, and the result or the error it got."""

    method: str
    parameters: Json
    files: Mapping[str, Upload]
    result: Result | None = None
    error: ApiError | None = None

    @property
    def ok(self) -> bool:
        """Tell whether Telegram did as asked."""
        return self.error is None


class CallRecord:
    """The calls of the bot in the order of their answers."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._grown = Signal()

    def add(self, call: Call) -> None:
        """Record a call and wake whoever waits for it."""
        if call.method not in UNRECORDED:
            self.calls.append(call)
            self._grown.ring()

    def of(self, method: str) -> list[Call]:
        """Return the calls of a method, named in any case."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    async def wait_for(self, method: str, count: int, within: float) -> list[Call]:
        """Return the calls of a method as soon as there are so many, or raise TimeoutError."""
        deadline = time.monotonic() + within
        while len(found := self.of(method)) < count:
            if not await self._grown.wait(max(deadline - time.monotonic(), 0)):
                seen = [call.method for call in self.calls]
                raise TimeoutError(f"{len(found)} of {count} {method} in {within} s; seen: {seen}")
        return found


@dataclass(slots=True)
class Fault:
    """A planned failure of the next calls of a method, in one chat or in any."""

    method: str
    error: ApiError
    times: int
    chat_id: int | None

    def meets(self, method: str, chat_id: object) -> bool:
        """Tell whether a call is to fail."""
        wanted = self.method in {EVERY_METHOD, method}
        return wanted and self.times > 0 and self.chat_id in {None, chat_id}


def _kinds_of_buttons(values: Mapping[str, Any]) -> set[str]:
    rows = (values.get("reply_markup") or {}).get("inline_keyboard", [])
    return {kind for row in rows for button in row for kind in button}


class Faults:
    """The planned failures, oldest first, and what an older server would not know."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self._lacking: set[tuple[str, str]] = set()

    def lack(self, method: str, name: str) -> None:
        """Refuse a parameter, a kind of updates or buttons, or a method (name '') from now on."""
        self._lacking.add((method, name))

    def raise_for_unknown(self, method: str, values: Mapping[str, Any]) -> None:
        """Raise what an older server says to a call, if it lacks any of it."""
        kinds = values.get("allowed_updates") or ()
        for lacking, name in self._lacking:
            if lacking != method:
                continue
            if not name:
                raise ApiError(404, "Not Found")
            if name in kinds:
                raise bad_request("Invalid allowed_updates")
            if name in values:
                raise bad_request(f"{name} is not supported yet")
            if name in _kinds_of_buttons(values):
                raise bad_request(DOES_NOTHING)

    def plan(self, fault: Fault) -> None:
        """Add a failure after those already planned."""
        self._planned.append(fault)

    def raise_for(self, method: str, chat_id: object) -> None:
        """Raise the first planned failure that a call meets, if any."""
        for fault in self._planned:
            if fault.meets(method, chat_id):
                fault.times -= 1
                raise fault.error


def planned_error(code: int, description: str, parameters: Mapping[str, int]) -> ApiError:
    """Return an error with Telegram's own words for its code where none are given."""
    words = description or DESCRIPTIONS.get(code, "Error")
    if not description and "retry_after" in parameters:
        words = f"{words}: retry after {parameters['retry_after']}"
    return ApiError(code, words, **parameters)
