"""Somebody wants an answer gone: may they, and how does it go?

Invariant: only who asked, an administrator of the group and an admin of the bot take an answer
away; the question is not forgotten with it, so that editing it brings another answer.
"""

import re

from bot.cards.buttons import BUTTONS_FORM
from bot.service import asking
from bot.service.answer_views import turn_here
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.permissions import is_group_admin
from bot.telegram.requests import Press, out_of_date

DATA = re.compile(rf"{BUTTONS_FORM}:(delete):(\d{{1,18}})")


async def on_button(press: Press, context: Context) -> None:
    """Remove the answer under which the button was pressed."""
    session, message, say = press.session, press.message, press.session.say
    turn = await turn_here(session, press.number, context.desk)
    if turn is None or message is None or turn.reply != str(message.message_id):
        await press.answer(out_of_date(say))
        return
    if turn.place.person != session.person and not await is_group_admin(session, context):
        await press.answer(say("Only who asked and the administrators can remove this answer."))
        return
    await asking.shown(turn.turn, "", context.desk)
    removed = say("This answer was removed.")
    await sending.take_back(context.bot, message.chat_id, message.message_id, removed)
    await press.answer(say("Removed."), alert=False)
