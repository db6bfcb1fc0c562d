"""Who may decide about a group?

Invariant: Telegram is asked each time, because administrators come and go; the bot's own admins may
everywhere, and a group's anonymous administrator is one of its administrators.
"""

from telegram import ChatMember
from telegram.error import TelegramError

from bot.service.session import Session
from bot.telegram.context import Context

ANONYMOUS_ADMIN = 1087968824  # the account in whose name Telegram shows anonymous administrators


async def is_group_admin(session: Session, context: Context) -> bool:
    """Tell whether whoever acts is an administrator of this group or of the bot."""
    if not session.chat or not session.person:
        return False
    if session.is_from_admin:
        return True
    if session.private:
        return False
    if session.person == str(ANONYMOUS_ADMIN):  # it writes in the name of the group, not presses
        return session.is_press or session.author == session.chat
    return await is_administrator(int(session.person), int(session.chat), context)


async def is_administrator(person: int, chat: int, context: Context) -> bool:
    """Tell whether a person is an administrator of a chat; not if Telegram does not say."""
    try:
        member = await context.bot.get_chat_member(chat, person)
    except TelegramError:
        return False
    return member.status in {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
