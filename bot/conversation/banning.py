"""Somebody makes trouble: how does an admin have them ignored?

Invariant: only a person's number counts, never a name; admins cannot be banned.
"""

from telegram import Message, Update

from bot.cards.reply import Reply
from bot.context import Context
from bot.traffic import sending


async def on_ban(update: Update, context: Context) -> None:
    """Ignore whoever wrote the message replied to, or has the number behind the command."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    person = await _meant(message, update, context)
    if person is None:
        return
    if person in context.desk.settings.admins:
        await sending.send(message, Reply(say("Admins of this bot cannot be banned.")))
        return
    await context.desk.people.bans.put(str(person), context.desk.now())
    words = say("{number} is not answered any more. /unban {number} lifts it.", number=person)
    await sending.send(message, Reply(words))


async def on_unban(update: Update, context: Context) -> None:
    """Answer somebody again."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    person = await _meant(message, update, context)
    if person is None:
        return
    lifted = await context.desk.people.bans.lift(str(person))
    words = (
        say("{number} is answered again.", number=person)
        if lifted
        else say("{number} was not banned.", number=person)
    )
    await sending.send(message, Reply(words))


async def _meant(message: Message, update: Update, context: Context) -> int | None:
    """Return the number of who is meant by an admin; say so where that cannot be."""
    say, answered = context.say(update), message.reply_to_message
    words = context.args or []
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    if not words and answered and answered.from_user and not answered.sender_chat:
        return answered.from_user.id
    hint = say("Reply to a message of the person, or write their number.")
    await sending.send(message, Reply(hint))
    return None
