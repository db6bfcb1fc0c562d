"""Somebody makes trouble: how does an admin have them ignored?

Invariant: only a person's number counts, never a name; admins cannot be banned.
"""

from collections.abc import Awaitable, Callable, Sequence

from telegram import Message, Update

from bot.cards.reply import Reply
from bot.messages import Messages
from bot.telegram import sending
from bot.telegram.context import Context

Verb = Callable[[int, Context, Messages], Awaitable[str]]


async def on_ban(update: Update, context: Context) -> None:
    """Ignore whoever wrote the message replied to, or has the number behind the command."""
    await _carry_out(_ban, update, context)


async def on_unban(update: Update, context: Context) -> None:
    """Answer somebody again."""
    await _carry_out(_unban, update, context)


async def _carry_out(verb: Verb, update: Update, context: Context) -> None:
    """Do it to whoever is meant, and say what was done; or that it is not clear who is meant."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    person = _meant(message, context.args or [])
    if person is None:
        words = say("Reply to a message of the person, or write their number.")
    else:
        words = await verb(person, context, say)
    await sending.send(message, Reply(words))


async def _ban(person: int, context: Context, say: Messages) -> str:
    if person in context.desk.settings.admins:
        return say("Admins of this bot cannot be banned.")
    await context.desk.records.bans.put(str(person), context.desk.now())
    return say("{number} is not answered any more. /unban {number} lifts it.", number=person)


async def _unban(person: int, context: Context, say: Messages) -> str:
    if await context.desk.records.bans.lift(str(person)):
        return say("{number} is answered again.", number=person)
    return say("{number} was not banned.", number=person)


def _meant(message: Message, words: Sequence[str]) -> int | None:
    """Return the number of who is meant, if that is clear."""
    answered = message.reply_to_message
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    if not words and answered and answered.from_user and not answered.sender_chat:
        return answered.from_user.id
    return None
