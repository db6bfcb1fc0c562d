"""How does one try everything that the bot does without Telegram?

The handlers, the database and the articles are the real ones; only Telegram is the emulator in the
same process. Invariant: a line that is typed is handled to its end, and all that the bot says to it
is printed, before the next line is read.
"""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from pydantic import SecretStr
from telegram import Update

from bot.application import build
from bot.context import BACKGROUND, App, Desk
from bot.emulator import Delivery, EmulatorRequest, Event, Person, Room, Telegram
from bot.emulator.state import Json
from bot.terminal.lines import lines, with_editing
from bot.terminal.screen import Screen, buttons

BANNER = """\
A chat in the terminal: type a question. A number presses the button of that number.
  /as reader | admin | group | group admin    who you are and where you write
  /language en | zh-hans | zh-hant            your client's language
  /reply TEXT    answer the bot's last message      /edit TEXT    change your last message
  /file PATH     send a file                        /quit         leave
  /help          what the bot itself can do
"""
NOT_SEEN = "(Telegram does not show this to the bot: in groups it hears commands and replies)"
NOTHING = "(the bot says nothing to this)"


async def chat(desk: Desk, source: TextIO, target: TextIO) -> None:
    """Talk with whoever types lines, until they end."""
    telegram = Telegram(name="Youju", username="youju_bot", can_read_all_group_messages=True)
    cast = _Cast(telegram)
    token = SecretStr(telegram.token)
    settings = desk.settings.model_copy(
        update={"telegram_token": token, "admins": frozenset({cast.admin.id})}
    )
    application = build(replace(desk, settings=settings), EmulatorRequest(telegram))
    with_editing()
    async with application:
        await application.start()
        session = _Session(telegram, cast, application, target)
        if source.isatty():
            session.show(BANNER)
        async for line in lines(source, "› "):
            if line.strip() in {"/quit", "/exit"}:
                break
            await session.take(line)
        await application.stop()


class _Cast:
    """Who can be played: an ordinary reader and an admin, alone with the bot or in a group."""

    def __init__(self, telegram: Telegram) -> None:
        self.reader = telegram.person("Reader", username="reader", started=True)
        self.admin = telegram.person("Admin", username="admin", started=True)
        self.group = telegram.group("Readers", members=[self.reader], admins=[self.admin])


@dataclass(slots=True)
class _Role:
    """Who is played now, where they write, and their last message."""

    person: Person
    group: Room | None = None
    said: Delivery | None = None

    @property
    def chat_id(self) -> int:
        return self.group.id if self.group else self.person.id


class _Session:
    """A chat in progress."""

    def __init__(self, telegram: Telegram, cast: _Cast, application: App, target: TextIO) -> None:
        self._telegram = telegram
        self._cast = cast
        self._application = application
        self._target = target
        self._screen = Screen(styled=target.isatty())
        self._role = _Role(cast.reader)
        self._shown = 0
        telegram.subscribe(self._on_event)

    def show(self, text: str) -> None:
        """Print a text and a line of space."""
        self._target.write(f"{text}\n\n")
        self._target.flush()

    async def take(self, line: str) -> None:
        """Do what a line says: a command of the terminal, a button, or a message to the bot."""
        word, _, rest = line.strip().partition(" ")
        match word:
            case "":
                return
            case "/as":
                self._play(rest.split())
            case "/language":
                self._speak(rest.strip())
            case "/reply":
                await self._deliver(self._say(rest, reply_to=self._last()))
            case "/edit" if self._role.said:
                await self._deliver(self._role.person.edits(self._role.said, rest))
            case "/file":
                await self._send_file(Path(rest.strip()))
            case _ if pressed := self._pressed(word if not rest else ""):
                await self._deliver(pressed)
            case _:
                await self._deliver(self._say(line))

    def _say(self, text: str, reply_to: Json | None = None) -> Delivery:
        role = self._role
        role.said = role.person.says(text, chat=role.group, reply_to=reply_to)
        return role.said

    async def _deliver(self, delivery: Delivery) -> None:
        self._telegram.take()  # the update goes to the handlers from here, not through a poll
        if delivery.update is None:
            self.show(NOT_SEEN)
            return
        shown = self._shown
        update = Update.de_json(delivery.update, self._application.bot)
        await self._application.process_update(update)
        await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == BACKGROUND))
        if shown == self._shown:
            self.show(NOTHING)

    async def _send_file(self, path: Path) -> None:
        try:
            content = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            self.show(f"({path}: {error.strerror})")
            return
        role = self._role
        await self._deliver(role.person.sends_document(path.name, content, chat=role.group))

    def _pressed(self, number: str) -> Delivery | None:
        last = self._last()
        offered = buttons(last) if last else []
        if last is None or not number.isdecimal() or not 1 <= int(number) <= len(offered):
            return None
        label, _ = offered[int(number) - 1]
        return self._role.person.presses(last, label)

    def _last(self) -> Json | None:
        """Return the bot's last message in this chat."""
        said = self._telegram.replies(self._role.group or self._role.person)
        return said[-1] if said else None

    def _play(self, words: list[str]) -> None:
        person = self._cast.admin if "admin" in words else self._cast.reader
        group = self._cast.group if "group" in words else None
        self._role = _Role(person, group)
        place = f"in the group “{group.chat.title}”" if group else "alone with the bot"
        self.show(f"(you are {person.user.first_name}, {place})")

    def _speak(self, code: str) -> None:
        person = self._role.person
        person.user = replace(person.user, language_code=code or None)
        self.show(f"(your client's language is {code or 'not told'})")

    def _on_event(self, event: Event) -> None:
        if event.chat_id not in {self._role.chat_id, None}:
            return
        if event.kind in {"sent", "edited"}:
            self._shown += 1
            self.show(self._screen.message(event.content))
        elif event.kind == "answered":
            self._shown += 1
            if event.content.get("text"):
                self.show(f"({event.content['text']})")
