"""The same question again in a group: how is its asker led to the answer?

Invariant: a pointer leads to an answer that still stands.
"""

from telegram import Message

from bot.cards.links import message_link
from bot.cards.reply import Button, Reply
from bot.records.turns import Turn
from bot.service.session import Session
from bot.telegram import sending


async def point_to(earlier: Turn, message: Message, session: Session) -> Message:
    """Answer a question with the way to an earlier answer."""
    say, silent = session.say, session.group.quiet
    words = say("This was answered here a little while ago.")
    thread = int(earlier.place.thread) if earlier.place.thread else None
    link = message_link(message.chat_id, message.chat.username, int(earlier.reply), thread)
    if link is None:  # messages of a basic group have no address
        return await sending.send(message, Reply(words), answers=int(earlier.reply), silent=silent)
    button = Button(say("To the answer"), url=link)
    return await sending.send(message, Reply(words, buttons=((button,),)), silent=silent)
