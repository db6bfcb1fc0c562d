"""A person's reply was good: how does an admin have it kept?

Invariant: the handler returns at once; what could not be kept can be tried again.
"""

import re

from telegram import Message

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.handoff import handoff_button, render_kept
from bot.cards.reply import LONGEST_TEXT, Reply, shortened
from bot.messages import Messages
from bot.records.handoffs import Handoff
from bot.service.desk import Desk
from bot.service.kept_answers import answered_question, keep
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.requests import Press
from knowledge import KnowledgeError

DATA = re.compile(rf"{BUTTONS_FORM}:(keep):(\d{{1,18}})")


async def on_button(press: Press, context: Context) -> None:
    """Make an article of a person's reply, for an admin."""
    session, message, say = press.session, press.message, press.session.say
    handoff = await answered_question(press.number, context.desk)
    if handoff is None or message is None:
        await press.answer(out_of_date(say))
    elif handoff.kept:
        await press.answer(say("This answer is kept already."))
    else:
        await press.show(Reply(say("Keeping it …")))
        context.in_background(_keep(handoff, message, session, context.desk))
        await press.answer()


def out_of_date(say: Messages) -> str:
    """Say that there is no reply of a person here."""
    return say("This is not waiting any more.")


async def _keep(handoff: Handoff, message: Message, session: Session, desk: Desk) -> None:
    try:
        await keep(session, handoff, desk)
    except KnowledgeError as error:
        again = handoff_button(session.say("Try again"), "keep", handoff.handoff)
        reply = Reply(shortened(str(error), LONGEST_TEXT), buttons=((again,),))
    else:
        reply = render_kept(session.say)
    await sending.show(message, reply)
