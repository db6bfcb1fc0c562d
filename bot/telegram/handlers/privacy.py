"""What is remembered of me, and how do I get it or have it forgotten?

Invariant: only a person's own things, only in a private chat, and nothing is deleted before the
person has said so twice.
"""

import json
import re

from telegram import Message, Update

from bot.cards.article import card_button
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reply import Composition, Reply
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.menus import set_persons_menu

DATA = re.compile(rf"{BUTTONS_FORM}:forget:(\d{{1,18}})")
FILE = "youju-my-data.json"


async def on_privacy(update: Update, context: Context) -> None:
    """Say what is remembered, and for how long."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    text = Composition().add(say("Privacy"), "bold")
    remembered = say.count(
        "Your question, the numbers of the chat, of your account and of the message are kept for "
        "{number} day, so that follow-ups, edits and buttons work. Then they are deleted.",
        "Your question, the numbers of the chat, of your account and of the message are kept for "
        "{number} days, so that follow-ups, edits and buttons work. Then they are deleted.",
        context.desk.settings.retention_days,
    )
    lasting = say("Subscriptions and settings are kept until you end them.")
    given = say(
        "Nothing is given to anyone else, unless you ask a person: then those who run this bot see "
        "your question and your name."
    )
    own = say("/mydata sends you all of it, /forget deletes it.")
    text.add(f"\n\n{remembered} {lasting}\n\n{given}\n\n{own}")
    await sending.send(message, text.reply())


async def on_my_data(update: Update, context: Context) -> None:
    """Send a person all that is remembered of them, as a file."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not await _alone(message, update, context):
        return
    say, found = context.say(update), await context.desk.records.privacy.of(str(user.id))
    if not found:
        await sending.send(message, Reply(say("Nothing about you is stored.")))
        return
    content = json.dumps(found, ensure_ascii=False, indent=2, default=_readable)
    await sending.send_file(message, FILE, content.encode("utf-8", "surrogatepass"))


async def on_forget(update: Update, context: Context) -> None:
    """Ask whether everything shall be forgotten."""
    message, user, say = update.message, update.effective_user, context.say(update)
    if message is None or user is None or not await _alone(message, update, context):
        return
    text = Composition().add(say("Forget everything about you?"), "bold")
    lost = say(
        "Your questions, replies that you wait for, subscriptions and settings are deleted at "
        "once. Messages in this chat stay: delete them in Telegram."
    )
    button = card_button(say("Forget everything"), "forget", user.id)
    await sending.send(message, text.add("\n\n" + lost).reply((button,)))


async def on_button(update: Update, context: Context) -> None:
    """Forget whoever presses, if it is they who asked for it."""
    query, say = update.callback_query, context.say(update)
    match = DATA.fullmatch((query.data if query else None) or "")
    if query is None:
        return
    if match is None or int(match[1]) != query.from_user.id:
        await sending.acknowledge(query, say("This button is not yours."))
        return
    await context.desk.records.privacy.forget(match[1])
    await set_persons_menu(context.bot, context.desk, query.from_user.id)
    if isinstance(query.message, Message):
        done = Reply(say("Everything about you is deleted."))
        await sending.edit(context.bot, query.message.chat_id, query.message.message_id, done)
    await sending.acknowledge(query)


async def _alone(message: Message, update: Update, context: Context) -> bool:
    if message.chat.type == message.chat.PRIVATE:
        return True
    say = context.say(update)
    await sending.send(message, Reply(say("Write that to me in a private chat, please.")))
    return False


def _readable(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
