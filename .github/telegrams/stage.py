"""How do two bots hear of the same things?

People act in our Telegram. Invariant: what is told to the other bot is the same update, with the
numbers under which its own server has the messages, buttons and files.
"""

import asyncio
import copy
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.emulator import Call, Delivery, Person, Room, Telegram
from bot.emulator.world.state import Json
from telegrams.other import Other

LOOK_SECONDS = 0.05  # between two looks
FIRST_SECONDS = 10.0  # for the first call after an update
QUIET_SECONDS = 1.6  # without a call: then everything was said; a chat gets a message a second
LONGEST_SECONDS = 20.0  # for what an update leads to
LETTER_SECONDS = 30.0  # news are looked for every ten


@dataclass
class Stage:
    """Two bots beside each other, and who talks with them."""

    ours: Telegram
    other: Other
    ana: Person
    ben: Person
    boss: Person
    room: Room
    numbers: dict[int, int] = field(default_factory=dict)  # of a message: ours, the other's
    keyboards: dict[int, Json] = field(default_factory=dict)  # below the other's messages
    files: dict[str, str] = field(default_factory=dict)
    untold: list[str] = field(default_factory=list)  # what the other server cannot deliver

    async def does(self, delivery: Delivery) -> None:
        """Have both bots hear of what somebody did, and wait until both are silent."""
        if not delivery.update:
            raise LookupError("our emulator does not show it to the bot")
        ours, theirs = len(self.ours.calls), len(self.other.calls)
        why = await self.other.queue(self.ours.token, self._translated(delivery.update))
        if why:
            kind = next(name for name in delivery.update if name != "update_id")
            self.untold.append(f"{kind} cannot be delivered there")
        await until(
            lambda: len(self.ours.calls) > ours and (why or len(self.other.calls) > theirs),
            FIRST_SECONDS,
        )
        await self.silence()
        sent = zip(_sent(self.ours.calls[ours:]), _sent(self.other.calls[theirs:]), strict=False)
        self.numbers.update(sent)
        for call in self.other.calls[theirs:]:
            if call.ok and isinstance(call.result, dict) and "reply_markup" in call.parameters:
                self.keyboards[call.result["message_id"]] = call.parameters["reply_markup"]

    @asynccontextmanager
    async def letter(self, who: Person) -> AsyncIterator[None]:
        """Wait at the end until both bots have written to somebody unasked."""

        def sent() -> tuple[int, int]:
            to = [
                [call for call in calls if call.ok and call.parameters.get("chat_id") == who.id]
                for calls in (
                    self.ours.calls_of("sendMessage"),
                    self.other.record.of("sendMessage"),
                )
            ]
            return len(to[0]), len(to[1])

        ours, theirs = sent()
        yield
        await until(lambda: sent()[0] > ours and sent()[1] > theirs, LETTER_SECONDS)
        await self.silence()

    async def silence(self) -> None:
        """Wait until neither bot calls any more."""
        deadline, seen, since = time.monotonic() + LONGEST_SECONDS, (-1, -1), time.monotonic()
        while time.monotonic() < min(deadline, since + QUIET_SECONDS):
            if (now := (len(self.ours.calls), len(self.other.calls))) != seen:
                seen, since = now, time.monotonic()
            await asyncio.sleep(LOOK_SECONDS)

    def last(self, place: Person | Room) -> Json:
        """Return what the bot said last in a chat."""
        return self.ours.replies(place)[-1]

    async def presses(self, who: Person, label: str, place: Room | None = None) -> None:
        """Press the newest button that begins with some words, as soon as it is there."""

        def found() -> list[tuple[Json, str]]:
            return [
                (message, key["callback_data"])
                for message in self.ours.replies(place or who)
                for key in _keys(message)
                if key["text"].startswith(label) and "callback_data" in key
            ]

        if not await until(found, LONGEST_SECONDS):
            raise LookupError(f"no button {label!r}")
        await self.silence()
        message, data = found()[-1]
        await self.does(who.presses(message, data=data))

    def _translated(self, update: Json) -> Json:
        """Return an update with the other bot's numbers, buttons and files in it."""
        changed = copy.deepcopy(update)
        for body in changed.values():
            if not isinstance(body, dict):
                continue
            pressed = {key.get("callback_data"): key["text"] for key in _keys(body.get("message"))}
            for message in filter(None, (body.get("message"), body.get("reply_to_message"))):
                self._translate(message)
            if "data" in body:  # a button with the same words sends another number there
                theirs = {key["text"]: key.get("callback_data") for key in _keys(body["message"])}
                body["data"] = theirs.get(pressed.get(body["data"])) or body["data"]
            if document := body.get("document"):
                document["file_id"] = self.files.get(document["file_id"], document["file_id"])
        return changed

    def _translate(self, message: Json) -> None:
        if message.get("from", {}).get("id") == self.ours.bot.id:
            message["from"]["id"] = self.other.bot
        number = message["message_id"] = self.numbers.get(
            message["message_id"], message["message_id"]
        )
        if "reply_markup" in message:
            message["reply_markup"] = self.keyboards.get(number, message["reply_markup"])


def _keys(message: Json | None) -> Iterator[Json]:
    for row in (message or {}).get("reply_markup", {}).get("inline_keyboard", []):
        yield from row


async def until(happened: Callable[[], object], seconds: float) -> bool:
    """Wait until something has happened, at most for a time; tell whether it has."""
    deadline = time.monotonic() + seconds
    while not (done := bool(happened())) and time.monotonic() < deadline:  # noqa: ASYNC110 - other processes have no event
        await asyncio.sleep(LOOK_SECONDS)
    return done


def _sent(calls: list[Call]) -> Iterator[int]:
    for call in calls:
        if call.ok and call.method.startswith("send") and isinstance(call.result, dict):
            yield int(call.result["message_id"])
