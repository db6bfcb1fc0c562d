"""How does one try everything that the bot does without Telegram?

The handlers, the database and the articles are the real ones; only Telegram is the emulator in the
same process. Invariant: a line that is typed is handled to its end, and all that the bot says to it
is printed, before the next line is read; what waits in the same folder for Telegram waits on.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from pydantic import SecretStr
from telegram import Update

from bot.background.news import announce
from bot.emulator import Delivery, EmulatorRequest, Event, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from bot.service.undelivered import on_refused
from bot.telegram.context import BACKGROUND, DESK, App
from bot.telegram.handlers.application import build
from bot.telegram.posting import keep_posting
from bot.telegram.requests import number_in
from bot.terminal.cast import Cast, Role
from bot.terminal.lines import lines, with_editing
from bot.terminal.screen import Key, Screen, keys, listed
from bot.terminal.wrapping import width_of

BANNER = """\
A chat in the terminal: type a question. A letter presses the button of that letter, a number
chooses from a list.
  /as reader | admin | group | group admin    who you are and where you write
  /language en | zh-hans | zh-hant            your client's language
  /reply TEXT    answer the bot's last message      /edit TEXT    change your last message
  /cite WORDS | TEXT   quote words of the bot's last message and ask about them
  /inline TEXT   ask as @bot in another chat; a number then posts that result
  /guest TEXT    mention the bot in a group where it is not
  /file PATH     send a file                        /quit         leave
  /help          what the bot itself can do
"""
LONGEST_POST_SECONDS = 2.0  # for messages that the bot writes of its own accord
LOOK_SECONDS = 0.01
NOT_SEEN = "(Telegram does not show this to the bot: in groups it hears commands and replies)"
ROLES = frozenset({"reader", "admin", "group"})
NOTHING = "(the bot says nothing to this)"


async def chat(desk: Desk, source: TextIO, target: TextIO) -> None:
    """Talk with whoever types lines, until they end."""
    telegram = Telegram(
        name="Youju",
        username="youju_bot",
        can_read_all_group_messages=True,
        first_message=await _first_message(desk),
    )
    cast = Cast(telegram)
    token = SecretStr(telegram.token)
    settings = desk.settings.model_copy(
        update={"telegram_token": token, "admins": frozenset({cast.admin.id})}
    )
    desk = replace(desk, settings=settings)
    desk.records.outbox = desk.records.outbox.only([str(chat) for chat in cast.chats])
    application = build(desk, EmulatorRequest(telegram))
    with_editing()
    async with application:
        await application.start()
        post = asyncio.create_task(
            keep_posting(application.bot_data[DESK], application.bot, on_refused)
        )
        session = _Session(telegram, cast, application, target)
        if source.isatty():
            session.show(BANNER)
        async for line in lines(source, "› "):
            if line.strip() in {"/quit", "/exit"}:
                break
            await session.take(line)
        post.cancel()
        await asyncio.gather(post, return_exceptions=True)
        await application.stop()


async def _first_message(desk: Desk) -> int:
    """Return a number for the first message that no message of an earlier chat has.

    The database remembers messages by their numbers. Milliseconds keep two chats apart that are
    held at once; what the database has, also those that a clock set back would bring again.
    """
    return max(int(1000 * desk.now()), await desk.records.last_message() + 1)


class _Session:
    """A chat in progress."""

    def __init__(self, telegram: Telegram, cast: Cast, application: App, target: TextIO) -> None:
        self._telegram = telegram
        self._cast = cast
        self._application = application
        self._target = target
        self._screen = Screen(styled=target.isatty(), width=lambda: width_of(target))
        self._role = Role(cast.reader)
        self._offered: Delivery | None = None  # what was asked inline, if it was the last thing
        self._shown = 0
        self._unseen: dict[int, list[Json]] = {}  # by chat: what came while one was elsewhere
        self._commands: dict[str, Callable[[str], Awaitable[None]]] = {
            "/as": self._play,
            "/language": self._speak,
            "/reply": self._reply,
            "/cite": self._cite,
            "/inline": self._ask_inline,
            "/guest": self._summon,
            "/edit": self._edit,
            "/file": self._send_file,
        }
        telegram.subscribe(self._on_event)

    def show(self, text: str) -> None:
        """Print a text and a line of space."""
        self._target.write(f"{text}\n\n")
        self._target.flush()

    async def take(self, line: str) -> None:
        """Do what a line says: a command of the terminal, a button, or a message to the bot."""
        word, _, rest = line.strip().partition(" ")
        offered, self._offered = self._offered, None
        command = self._commands.get(word)
        if not word:
            return
        if command and (rest or word != "/language"):  # bare, it is the bot's own command
            await command(rest.strip())
        elif offered and self._choose(offered, word):
            return
        elif key := self._key(word if not rest else ""):
            await self._press(key)
        elif word.isdecimal() and not rest and self._has_buttons():
            self.show(f"(nothing here has the number {word}; letters press the buttons)")
        else:
            await self._deliver(self._say(line))

    def _say(self, text: str, reply_to: Json | None = None, quote: str | None = None) -> Delivery:
        role = self._role
        role.said = role.person.says(text, chat=role.group, reply_to=reply_to, quote=quote)
        return role.said

    async def _cite(self, line: str) -> None:
        """Quote words of the bot's last message and say something about them."""
        words, _, text = (part.strip() for part in line.partition("|"))
        last = self._last()
        if last is None or not text or words not in last["text"]:
            self.show("(/cite WORDS | TEXT: the words must stand in the bot's last message)")
            return
        await self._deliver(self._say(text, reply_to=last, quote=words))

    async def _ask_inline(self, words: str) -> None:
        """Type the bot's name and a question into another chat, and show what is offered."""
        asked = self._role.person.asks_inline(words)
        await self._deliver(asked)
        self._offered = asked
        self.show(self._screen.results(self._telegram.answer_to(asked) or {}))

    def _choose(self, asked: Delivery, number: str) -> bool:
        """Post the result of a number; tell whether there is one."""
        results = (self._telegram.answer_to(asked) or {}).get("results", [])
        place = number_in(number) or 0
        if not 1 <= place <= len(results):
            return False
        chosen = results[place - 1]
        self._role.person.chooses(asked, str(chosen["id"]), chat=self._cast.elsewhere)
        self._telegram.take()
        self.show(self._screen.message(self._telegram.messages(self._cast.elsewhere)[-1]))
        return True

    async def _deliver(self, delivery: Delivery) -> None:
        self._telegram.take()  # the update goes to the handlers from here, not through a poll
        if delivery.update is None:
            self.show(NOT_SEEN)
            return
        shown = self._shown
        update = Update.de_json(delivery.update, self._application.bot)
        await self._application.process_update(update)
        await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == BACKGROUND))
        await self._send_letters()
        if shown == self._shown:
            self.show(NOTHING)

    async def _send_letters(self) -> None:
        """Wait until what the bot writes of its own accord has arrived."""
        desk: Desk = self._application.bot_data[DESK]
        await announce(desk)
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_POST_SECONDS):
                while await desk.records.outbox.waiting():  # noqa: ASYNC110 - rows have no event
                    await asyncio.sleep(LOOK_SECONDS)

    async def _reply(self, text: str) -> None:
        last = self._last()
        if last is None or not text:
            self.show("(/reply TEXT: there must be a message of the bot here, and words)")
            return
        await self._deliver(self._say(text, reply_to=last))

    async def _edit(self, text: str) -> None:
        if self._role.said:
            await self._deliver(self._role.person.edits(self._role.said, text))

    async def _summon(self, text: str) -> None:
        words = f"@{self._telegram.bot.username} {text}"
        await self._deliver(self._role.person.summons(words, chat=self._cast.elsewhere))

    async def _send_file(self, name: str) -> None:
        path = Path(name)
        try:
            content = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            self.show(f"({path}: {error.strerror})")
            return
        role = self._role
        await self._deliver(role.person.sends_document(path.name, content, chat=role.group))

    def _has_buttons(self) -> bool:
        last = self._last()
        return last is not None and bool(keys(last))

    def _key(self, typed: str) -> Key | None:
        """Return the button under the bot's last message that a letter or a number means."""
        last = self._last()
        if last is None or not typed:
            return None
        return keys(last).get(typed.lower()) or listed(last, typed)

    async def _press(self, key: Key) -> None:
        """Do what the app of whoever presses would do."""
        last = self._last()
        if key.shared:
            await self._ask_inline(key.shared)
        elif key.link:
            await self._follow(key.link)
        elif last:
            await self._deliver(self._role.person.presses(last, key.sent))

    async def _follow(self, link: str) -> None:
        """Open a link: one that starts this bot is opened here, in the private chat."""
        _, found, payload = link.partition(f"/{self._telegram.bot.username}?start=")
        if not found:
            self.show(f"({link})")
            return
        self._role = Role(self._role.person)
        self.show("(you are alone with the bot)")
        await self._deliver(self._say(f"/start {payload}"))

    def _last(self) -> Json | None:
        """Return the bot's last message in this chat."""
        said = self._telegram.replies(self._role.group or self._role.person)
        return said[-1] if said else None

    async def _play(self, line: str) -> None:
        words = line.split()
        if not words or not ROLES.issuperset(words):
            self.show("(/as reader | admin | group | group admin)")
            return
        person = self._cast.admin if "admin" in words else self._cast.reader
        group = self._cast.group if "group" in words else None
        self._role = Role(person, group)
        place = f"in the group “{group.chat.title}”" if group else "alone with the bot"
        self.show(f"(you are {person.user.first_name}, {place})")
        for message in self._unseen.pop(self._role.chat_id, []):
            self.show(self._screen.message(message))

    async def _speak(self, code: str) -> None:
        person = self._role.person
        person.user = replace(person.user, language_code=code or None)
        self.show(f"(your client's language is {code or 'not told'})")

    def _on_event(self, event: Event) -> None:
        if event.chat_id not in {self._role.chat_id, self._cast.elsewhere.id, None}:
            self._keep(event)
            return
        if event.kind in {"sent", "edited"}:
            self._shown += 1
            self.show(self._screen.message(event.content))
        elif event.kind == "answered":
            self._shown += 1
            if event.content.get("text"):
                self.show(f"({event.content['text']})")
            if event.content.get("url"):
                self.show(f"({event.content['url']})")
        elif event.kind == "deleted":
            self._shown += 1
            self.show("(the message is gone)")

    def _keep(self, event: Event) -> None:
        """Keep what came to another chat until one is there."""
        role = self._cast.role_in(event.chat_id or 0)
        if event.kind == "sent" and role:
            self._unseen.setdefault(event.chat_id or 0, []).append(event.content)
            self._shown += 1
            self.show(f"(a new message for the {role}: /as {role} shows it)")
