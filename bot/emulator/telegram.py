"""Where do a bot and people meet when there is no Telegram?

Invariant: the bot changes the world only through `call`, people only through what `person`, `group`
and `channel` return; both ends see copies, so nothing leaks between them but what Telegram shows.
"""

import copy
import time
from collections.abc import Callable, Mapping, Sequence
from inspect import isawaitable
from itertools import count
from typing import Any

from bot.emulator.calls import Call, CallRecord, Fault, Faults, planned_error
from bot.emulator.methods import METHODS, Result, canonical_name
from bot.emulator.methods.files import download
from bot.emulator.methods.parameters import Parameters, decoded
from bot.emulator.people import ANONYMOUS_ADMIN, Person
from bot.emulator.rooms import FORWARDER, Channel, Room, new_room_id
from bot.emulator.world.delivery import Delivery
from bot.emulator.world.errors import ApiError
from bot.emulator.world.state import ChatType, Event, Json, Place, Role, State, Upload, User

TOKEN = "4200:emulated-and-opens-nothing"  # noqa: S105 - made up, valid only in this process
BOT_ID = 4200
PATIENCE_SECONDS = 180.0  # for what the bot does in the end: machines are busy
FIRST_GROUP = -4001  # basic groups count down from here


class Telegram:
    """One bot's Telegram, in memory; `close` it when a webhook was set."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        name: str = "Articles",
        username: str = "articles_bot",
        can_read_all_group_messages: bool = False,
        now: Callable[[], float] = time.time,
        first_message: int = 1,
    ) -> None:
        self.token = token
        bot = User(BOT_ID, name, username, is_bot=True)
        self.state = State(bot, now, can_read_all_group_messages, first_message=first_message)
        self.state.users = {user.id: user for user in (bot, ANONYMOUS_ADMIN, FORWARDER)}
        self._record = CallRecord()
        self._faults = Faults()

    @property
    def bot(self) -> User:
        """Return the bot's account."""
        return self.state.bot

    # The world.

    def person(
        self,
        name: str,
        *,
        username: str | None = None,
        language_code: str | None = None,
        started: bool = False,
    ) -> Person:
        """Add a person; until they write or have `started`, the bot cannot write to them."""
        user = User(next(self.state.ids), name, username, language_code)
        self.state.users[user.id] = user
        chat = self.state.new_chat(user.id, "private", name, username)
        chat.roles[user.id] = "member"
        if started:
            chat.roles[self.bot.id] = "member"
        return Person(self.state, user, chat)

    def group(
        self,
        title: str,
        *,
        members: Sequence[Person] = (),
        admins: Sequence[Person] = (),
        owner: Person | None = None,
        topics: Sequence[str] = (),
        bot: Role = "member",
        basic: bool = False,
        username: str | None = None,
    ) -> Room:
        """Add a supergroup, or a basic group, that exists already: the bot gets no update of it.

        Without an owner, a person named Owner is added. Topics make it a forum.
        """
        owner = owner or self.person("Owner")
        kind: ChatType = "group" if basic else "supergroup"
        number = self._new_group_id() if basic else new_room_id(self.state)
        chat = self.state.new_chat(number, kind, title, username)
        room = Room(self.state, chat, owner.user)
        for topic in topics:
            room.opens_topic(topic)
        chat.roles |= {person.id: "member" for person in members}
        chat.roles |= {person.id: "administrator" for person in admins}
        chat.roles |= {owner.id: "creator", self.bot.id: bot}
        return room

    def channel(self, title: str, *, linked: Room | None = None, bot: Role = "left") -> Channel:
        """Add a channel, perhaps linked to a discussion group."""
        chat = self.state.new_chat(new_room_id(self.state), "channel", title, None)
        chat.roles[self.bot.id] = bot
        if linked is not None:
            chat.linked_chat_id, linked.chat.linked_chat_id = linked.id, chat.id
        return Channel(self.state, chat, linked)

    # The bot's end.

    async def call(
        self,
        token: str,
        method: str,
        parameters: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
    ) -> Result:
        """Do what the bot asks and return the result, or raise ApiError."""
        self._authorise(token)
        name = canonical_name(method)
        arguments = Parameters(decoded(parameters), files or {})
        try:
            self._faults.raise_for(name, arguments.values.get("chat_id"))
            self._faults.raise_for_unknown(name, arguments.values)
            answer = METHODS[name](self.state, arguments)
            result: Result = copy.deepcopy(await answer if isawaitable(answer) else answer)
        except ApiError as error:
            self._record.add(Call(name, arguments.values, arguments.files, error=error))
            raise
        self._record.add(Call(name, arguments.values, arguments.files, result))
        return result

    async def respond(
        self,
        token: str,
        method: str,
        parameters: Mapping[str, Any],
        files: Mapping[str, Upload] | None = None,
    ) -> tuple[int, Json]:
        """Return the HTTP status and the JSON body that answer a call."""
        try:
            return 200, {"ok": True, "result": await self.call(token, method, parameters, files)}
        except ApiError as error:
            return error.code, error.as_json()

    def download(self, token: str, path: str) -> bytes:
        """Return the bytes behind the path of a file, or raise ApiError."""
        self._authorise(token)
        return download(self.state, path)

    def take(self) -> list[Json]:
        """Remove and return the pending updates, oldest first."""
        return copy.deepcopy(self.state.updates.take())

    def redeliver(self, delivery: Delivery) -> None:
        """Queue an update again under its own id, as Telegram does when in doubt."""
        if delivery.update is None:
            raise LookupError("the bot never got this, so it cannot get it again")
        self.state.updates.repeat(delivery.update)

    def fail(
        self,
        method: str,
        code: int,
        description: str = "",
        *,
        times: int = 1,
        chat_id: int | None = None,
        **parameters: int,
    ) -> None:
        """Let the next calls of a method ("*" for any) fail, in one chat or in all."""
        name = method if method == "*" else canonical_name(method)
        error = planned_error(code, description, parameters)
        self._faults.plan(Fault(name, error, times, chat_id))

    def lacks(self, method: str, name: str = "") -> None:
        """Be an older server, without a method, a parameter, a kind of updates or of buttons."""
        self._faults.lack(canonical_name(method), name)

    # What a test or a terminal sees.

    @property
    def calls(self) -> list[Call]:
        """Return the calls of the bot so far; clearing the list forgets them."""
        return self._record.calls

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of a method so far."""
        return self._record.of(method)

    async def wait_for(
        self, method: str, count: int = 1, *, within: float = PATIENCE_SECONDS
    ) -> list[Call]:
        """Return the calls of a method as soon as there are so many, or raise TimeoutError."""
        return await self._record.wait_for(method, count, within)

    async def wait_for_poller(self, *, within: float = PATIENCE_SECONDS) -> None:
        """Return as soon as a getUpdates waits for an update, or raise TimeoutError."""
        while not self.state.updates.waiting_pollers:
            if not await self.state.updates.polled.wait(within):
                raise TimeoutError(f"nobody polled in {within} s")

    def messages(self, place: Place) -> list[Json]:
        """Return the messages that stand in a chat, oldest first."""
        return copy.deepcopy(list(place.chat.messages.values()))

    def replies(self, place: Place) -> list[Json]:
        """Return the messages of the bot that stand in a chat, oldest first."""
        written = self.messages(place)
        return [one for one in written if one.get("from", {}).get("id") == self.bot.id]

    def reactions(self, message: Delivery) -> list[str]:
        """Return the emoji with which the bot has reacted to a message."""
        asked = message.message or {}
        reactions = self.state.chats[asked["chat"]["id"]].reactions
        return [one["emoji"] for one in reactions.get(asked["message_id"], [])]

    def answer_to(self, delivery: Delivery) -> Json | None:
        """Return how the bot answered a press, an inline query or a guest message, if it did."""
        return copy.deepcopy(self.state.queries[delivery.query_id].answer)

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call a listener with everything the bot does that people see; return how to stop it."""
        self.state.listeners.append(listener)
        return lambda: self.state.listeners.remove(listener)

    async def close(self) -> None:
        """Stop the webhook and end a waiting poll."""
        webhook, self.state.webhook = self.state.webhook, None
        if webhook is not None:
            await webhook.stop()
        self.state.updates.interrupt("the emulator is closing")

    def _authorise(self, token: str) -> None:
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    def _new_group_id(self) -> int:
        return next(number for number in count(FIRST_GROUP, -1) if number not in self.state.chats)
