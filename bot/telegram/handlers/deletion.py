"""Somebody wants an answer gone: may they, and how does it go?

Invariant: only who asked, an administrator of the group and an admin of the bot take an answer
away; the question is not forgotten with it, so that editing it brings another answer.
"""

import re

from telegram import Message, Update

from bot.cards.buttons import BUTTONS_FORM
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.browse import turn_here
from bot.telegram.handlers.permissions import leads

DATA = re.compile(rf"{BUTTONS_FORM}:delete:(\d{{1,18}})")


async def on_button(update: Update, context: Context) -> None:
    """Remove the answer under which the button was pressed."""
    query, user, say = update.callback_query, update.effective_user, context.say(update)
    if query is None or user is None:
        return
    match, message = DATA.fullmatch(query.data or ""), query.message
    turn = await turn_here(int(match[1]), query, context) if match else None
    if turn is None or not isinstance(message, Message) or turn.reply != str(message.message_id):
        await sending.acknowledge(query, say("This button is out of date. Ask again, please."))
        return
    if turn.place.person != str(user.id) and not await leads(update, context):
        words = say("Only who asked and the administrators can remove this answer.")
        await sending.acknowledge(query, words)
        return
    await context.desk.records.turns.replied(turn.turn, "")
    await sending.take_back(
        context.bot, message.chat_id, message.message_id, say("This answer was removed.")
    )
    await sending.acknowledge(query, say("Removed."), alert=False)
