"""Who is answered at all?

Comes before every other handler. Invariant: a banned person hears nothing, not even why; a chat
that is not on the operator's list is told once how to get on it; admins are always heard.
"""

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.cards.reply import Reply
from bot.telegram import sending
from bot.telegram.context import Context

BEFORE_ALL = -10  # the group of handlers that comes first


async def on_update(update: Update, context: Context) -> None:
    """Load what is remembered of whoever acts; stop an update that is not to be answered."""
    await context.remember(update)
    user = update.effective_user
    if user is None or context.is_from_admin(update):
        return
    if context.memory(update).banned:
        raise ApplicationHandlerStop
    if update.my_chat_member is None and not _is_open(update, context):
        await _tell(update, context)
        raise ApplicationHandlerStop


def _is_open(update: Update, context: Context) -> bool:
    """Tell whether the operator opened a chat; what belongs to no chat counts as its user's."""
    chats, chat, user = context.desk.settings.chats, update.effective_chat, update.effective_user
    place = chat or user
    return not chats or (place is not None and place.id in chats)


async def _tell(update: Update, context: Context) -> None:
    """Say at the start of a private chat that it is not open, and what would open it."""
    message, say = update.message, context.say(update)
    if message and message.chat.type == message.chat.PRIVATE and message.text == "/start":
        words = say(
            "This bot answers in certain chats only. Your number is {number}: tell it to whoever "
            "runs the bot.",
            number=message.chat_id,
        )
        await sending.send(message, Reply(words))
