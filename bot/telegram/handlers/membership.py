"""The bot was added to a group, or removed: what does it say, and what does it let go?

Invariant: one message at most, when it comes; it says what the bot can hear there, and nobody is
written to where it was removed.
"""

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus

from bot.cards.reply import Composition, Reply
from bot.messages import Messages
from bot.telegram import sending
from bot.telegram.context import Context

GONE = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


async def on_change(update: Update, context: Context) -> None:
    """Greet a group that the bot was added to; forget the subscriptions of one that it left."""
    change = update.my_chat_member
    if change is None:
        return
    session = context.session(update)
    was, now = change.old_chat_member.status, change.new_chat_member.status
    if now in GONE:
        await context.desk.records.subscriptions.drop(str(change.chat.id))
        return
    group = change.chat.type in {change.chat.GROUP, change.chat.SUPERGROUP}
    if not group or was not in GONE:
        return
    chats = context.desk.settings.chats
    if chats and change.chat.id not in chats and not session.is_from_admin:
        await _leave(change, context, session.say)
        return
    is_admin = now == ChatMemberStatus.ADMINISTRATOR
    reply = _greeting(context, session.say, is_admin=is_admin)
    await sending.write(context.bot, str(change.chat.id), "", "", reply)


async def _leave(change: ChatMemberUpdated, context: Context, say: Messages) -> None:
    words = say(
        "This bot answers in certain chats only. The number of this group is {number}: tell it to "
        "whoever runs the bot.",
        number=change.chat.id,
    )
    await sending.write(context.bot, str(change.chat.id), "", "", Reply(words))
    await context.bot.leave_chat(change.chat.id)


def _greeting(context: Context, say: Messages, *, is_admin: bool) -> Reply:
    name = context.bot.username
    text = Composition().add(say("Youju: answers with the articles' own words."), "bold")
    text.add("\n\n" + say("Write /ask and your question, or reply to one of my answers."))
    if is_admin or context.bot.bot.can_read_all_group_messages:
        text.add(" " + say("Mentioning @{name} works, too.", name=name))
    else:
        text.add("\n\n")
        text.add(
            say(
                "I cannot hear “@{name} question” here: Telegram shows me commands and replies "
                "only. Who wants that makes me an administrator, or turns off privacy mode at "
                "@BotFather and adds me again.",
                name=name,
            )
        )
    return text.reply()
