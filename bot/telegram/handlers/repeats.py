"""The same question again in a group: where is its answer?

Invariant: a pointer leads to an answer that still stands, was given by the same knowledge version
and is the one that would be given now.
"""

from telegram import Message, Update

from bot.cards.links import message_link
from bot.cards.reply import Button, Reply
from bot.records.turns import Turn
from bot.telegram import sending
from bot.telegram.context import Context
from knowledge import Verdict

REPEATED_SECONDS = 6 * 3600.0  # afterwards an answer is too far up to be pointed to


async def earlier(turn: Turn, message: Message, context: Context) -> Turn | None:
    """Return the turn of a group in which the same was answered a little while ago."""
    if message.chat.type == message.chat.PRIVATE or turn.verdict != Verdict.ANSWERED.value:
        return None
    since = context.desk.now() - REPEATED_SECONDS
    found = await context.desk.records.turns.same(turn, since)
    if found is None:
        return None
    there = await sending.stands(context.bot, message.chat_id, int(found.reply))
    return found if there else None


async def point(message: Message, found: Turn, update: Update, context: Context) -> Message:
    """Answer a question with the way to an earlier answer."""
    say, silent = context.say(update), context.group(update).quiet
    words = say("This was answered here a little while ago.")
    thread = int(found.place.thread) if found.place.thread else None
    link = message_link(message.chat_id, message.chat.username, int(found.reply), thread)
    if link is None:  # messages of a basic group have no address
        return await sending.send(message, Reply(words), answers=int(found.reply), silent=silent)
    button = Button(say("To the answer"), url=link)
    return await sending.send(message, Reply(words, buttons=((button,),)), silent=silent)
