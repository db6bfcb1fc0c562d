"""Who is answered at all?

Comes before every other handler. Invariant: a banned person hears nothing, not even why; who sends
more than may wait is told so, once; a chat that is not on the operator's list is told once how to
get on it; admins are always heard.
"""

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.cards.reply import Reply
from bot.delivery.allowance import Grant
from bot.delivery.handling import current
from bot.service.admission import admission
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.allowance import refuse
from knowledge import KnowledgeError

BEFORE_ALL = -10  # the group of handlers that comes first


async def on_update(update: Update, context: Context) -> None:
    """Begin the session of whoever acts; stop an update that is not to be answered."""
    try:
        session = await context.begin(update)
    except KnowledgeError as error:  # another replica may be answering: the update waits
        current().error = error
        raise ApplicationHandlerStop from error
    admitted = admission(session, context.desk)
    if admitted == "banned":
        raise ApplicationHandlerStop
    if current().excess:
        await refuse(update, Grant.TOLD, session.say)
        raise ApplicationHandlerStop
    if admitted == "closed" and update.my_chat_member is None:
        await _tell(update.message, session)
        raise ApplicationHandlerStop


async def _tell(message: Message | None, session: Session) -> None:
    """Say at the start of a private chat that it is not open, and what would open it."""
    if message and session.private and message.text == "/start":
        words = session.say(
            "This bot answers in certain chats only. Your number is {number}: tell it to whoever "
            "runs the bot.",
            number=message.chat_id,
        )
        await sending.send(message, Reply(words))
