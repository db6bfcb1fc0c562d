"""A person's reply was good: how does it become something that is found and cited?

Invariant: it becomes an article in the folder, with the question as its title and a source that
says what it is, so that it is edited, removed, backed up and rolled back like any other.
"""

import re
from datetime import UTC, datetime

from telegram import Message, Update

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.handoff import handoff_button, render_kept
from bot.cards.reply import LONGEST_TEXT, Reply, shortened
from bot.messages import Messages, messages
from bot.records.handoffs import Handoff
from bot.telegram import sending
from bot.telegram.context import Context
from knowledge import KnowledgeError, answer_file

DATA = re.compile(rf"{BUTTONS_FORM}:keep:(\d{{1,18}})")


async def on_button(update: Update, context: Context) -> None:
    """Make an article of a person's reply, for an admin."""
    query, say = update.callback_query, context.say(update)
    match = DATA.fullmatch((query.data if query else None) or "")
    if query is None:
        return
    message = query.message
    handoff = await context.desk.records.handoffs.get(int(match[1])) if match else None
    alert = None
    if handoff is None or not handoff.answer or not isinstance(message, Message):
        alert = say("This is not waiting any more.")
    elif handoff.kept:
        alert = say("This answer is kept already.")
    else:
        await _edit(message, Reply(say("Keeping it …")), context)
        context.in_background(_keep(handoff, message, update, context), update)
    await sending.acknowledge(query, alert)


async def _keep(handoff: Handoff, message: Message, update: Update, context: Context) -> None:
    desk, say = context.desk, context.say(update)
    who = str(update.effective_user.id) if update.effective_user else ""
    today = datetime.fromtimestamp(desk.now(), UTC).date().isoformat()
    source = _source(messages(desk.settings.language))
    try:
        file = answer_file(handoff.question, handoff.answer, source, today)
        placed = await desk.base.editor.places_for(desk.settings.articles, (file,))
        await desk.base.editor.add(desk.settings.articles, placed, who=who)
    except KnowledgeError as error:
        await _edit(message, _refusal(error, handoff.handoff, say), context)
        return
    await desk.records.handoffs.keep(handoff.handoff, placed[0].path)
    await _edit(message, render_kept(say), context)


def _source(say: Messages) -> str:
    return say("Answer by a person")


def _refusal(error: KnowledgeError, number: int, say: Messages) -> Reply:
    again = handoff_button(say("Try again"), "keep", number)
    return Reply(shortened(str(error), LONGEST_TEXT), buttons=((again,),))


async def _edit(message: Message, reply: Reply, context: Context) -> None:
    await sending.edit(context.bot, message.chat_id, message.message_id, reply)
