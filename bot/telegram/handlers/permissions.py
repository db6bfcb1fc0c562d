"""Who may decide about a group?

Invariant: Telegram is asked each time, because administrators come and go; the bot's own admins may
everywhere, and a group's anonymous administrator is one of its administrators.
"""

from telegram import ChatMember, Update
from telegram.error import TelegramError

from bot.telegram.context import Context

ANONYMOUS_ADMIN = 1087968824  # the account in whose name Telegram shows anonymous administrators


async def leads(update: Update, context: Context) -> bool:
    """Tell whether whoever acts is an administrator of this group or of the bot."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is None or user is None:
        return False
    if context.is_from_admin(update):
        return True
    if chat.type == chat.PRIVATE:
        return False
    if user.id == ANONYMOUS_ADMIN:
        said = message.sender_chat if message and not update.callback_query else None
        return update.callback_query is not None or bool(said and said.id == chat.id)
    return await is_administrator(user.id, chat.id, context)


async def is_administrator(person: int, chat: int, context: Context) -> bool:
    """Tell whether a person is an administrator of a chat; not if Telegram does not say."""
    try:
        member = await context.bot.get_chat_member(chat, person)
    except TelegramError:
        return False
    return member.status in {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
