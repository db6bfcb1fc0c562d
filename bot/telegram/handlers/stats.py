"""An admin wants to know what is asked: which numbers, and which picture?

Invariant: the numbers come, whether or not the picture can be drawn.
"""

import asyncio

from bot.cards.picture import LISTED, draw
from bot.cards.reply import Reply
from bot.cards.statistics import render_statistics
from bot.errors import BotError
from bot.service.statistics import statistics
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.requests import Command


async def on_stats(command: Command, context: Context) -> Reply | None:
    """Send the picture with the numbers below it, or the numbers alone where it cannot be drawn."""
    session, say = command.session, command.session.say
    found = await statistics(session, LISTED, context.desk)
    reply = render_statistics(found, say)
    try:
        picture = await asyncio.to_thread(draw, found, say)
    except BotError as error:
        return Reply(f"{reply.text}\n\n({error})", reply.marks)
    await sending.send_picture(command.message, picture, reply)
    return None
