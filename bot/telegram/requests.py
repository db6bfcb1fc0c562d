"""What does somebody want who writes a command or presses a button?

The adapters here make a request out of an update, so that handlers never see one. Invariant: a
handler of buttons gets only what has a button's form; everything else is refused politely, and
whoever presses is answered in any case.
"""

import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, Message, Update

from bot.cards.reply import Reply
from bot.messages import Messages
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
Words = Callable[[Messages], str]

MOST_DIGITS = 18  # of a number in the database, of a person or of a chat


@dataclass(frozen=True, slots=True)
class Command:
    """A message with a command: who wrote it, and the words behind the command."""

    session: Session
    message: Message
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed: its verb and numbers, and the message under which it is.

    `message` is None where Telegram does not tell any more what stood there.
    """

    session: Session
    query: CallbackQuery
    verb: str
    number: int
    position: int | None
    message: Message | None

    @property
    def message_id(self) -> str:
        """The id of the message, be it forgotten; '' for a button that lies in no chat."""
        return str(self.query.message.message_id) if self.query.message else ""

    async def answer(self, words: str | None = None, *, alert: bool = True) -> None:
        """End the waiting of whoever pressed: with an alert, a short notice, or nothing."""
        await sending.acknowledge(self.query, words, alert=alert)

    async def show(self, reply: Reply) -> None:
        """Show a reply in place of the message."""
        if self.message:
            await sending.show(self.message, reply)


CommandHandler = Callable[[Command, Context], Awaitable[Reply | None]]
PressHandler = Callable[[Press, Context], Awaitable[None]]


def for_command(handler: CommandHandler) -> Handler:
    """Return the handler of updates for one of commands; a reply that it returns is sent."""

    async def on_command(update: Update, context: Context) -> None:
        message = update.message
        if message is None:
            return
        command = Command(context.session(update), message, tuple(context.args or ()))
        reply = await handler(command, context)
        if reply:
            await sending.send(message, reply)

    return on_command


def for_press(form: re.Pattern[str], handler: PressHandler, refusal: Words) -> Handler:
    """Return the handler of updates for one of buttons of a form; others hear a refusal.

    The form's groups are a verb, a number and perhaps a position.
    """

    async def on_press(update: Update, context: Context) -> None:
        query, session = update.callback_query, context.session(update)
        if query is None:
            return
        match = form.fullmatch(query.data or "")
        if match is None:
            await sending.acknowledge(query, refusal(session.say))
            return
        verb, number, *rest = match.groups()
        position = int(rest[0]) if rest and rest[0] else None
        message = query.message if isinstance(query.message, Message) else None
        press = Press(session, query, verb, int(number), position, message)
        await handler(press, context)

    return on_press


def number_in(word: str) -> int | None:
    """Return the number that a person wrote, None if it is none, or larger than any of ours.

    >>> number_in("12"), number_in("１２"), number_in("-1"), number_in("9" * 19)
    (12, 12, None, None)
    """
    return int(word) if word.isdecimal() and len(word) <= MOST_DIGITS else None


def out_of_date(say: Messages) -> str:
    """Say that what a button meant is not there any more."""
    return say("This button is out of date. Ask again, please.")


def only_in_private(say: Messages) -> Reply:
    """Say that something is for a private chat."""
    return Reply(say("Write that to me in a private chat, please."))
