"""A button under an answer was pressed: what does the reader see?

Invariant: a button carries a turn's number and a position, everything else is in the database, so
it works after a restart; data that was forged, belongs to another chat or is too old gets a short
alert and changes nothing.
"""

import re

from telegram import CallbackQuery, Message, Update

from bot import sending
from bot.context import Context
from bot.conversation import handing
from bot.messages import Messages
from bot.rendering import (
    BUTTONS_FORM,
    Shown,
    render_changed,
    render_citation,
    render_context,
)
from bot.reply import Reply
from knowledge import KnowledgeBase, Turn, Verdict

LINKED = "p"  # what the payload of a link to a passage begins with
PAYLOAD = re.compile(rf"{LINKED}([0-9a-f]{{16,20}})")  # keys of older versions have 16 digits
DATA = re.compile(rf"{BUTTONS_FORM}:(context|passage):(\d{{1,18}}):(\d{{1,3}})")


async def on_button(update: Update, context: Context) -> None:
    """Show the passage or the context that a button asks for, in place."""
    query = update.callback_query
    if query is None:
        return
    say = context.say(update)
    reply = await _view(query, context, say)
    if reply is None or not isinstance(query.message, Message):
        await sending.acknowledge(query, say("This button is out of date. Ask again, please."))
        return
    await sending.edit(context.bot, query.message.chat_id, query.message.message_id, reply)
    await sending.acknowledge(query)


async def _view(query: CallbackQuery, context: Context, say: Messages) -> Reply | None:
    match = DATA.fullmatch(query.data or "")
    if match is None or query.message is None:
        return None
    turn = await context.desk.people.turns.get(int(match[2]))
    if turn is None or turn.place.chat != str(query.message.chat.id):
        return None
    reply = await _render(turn, match[1], int(match[3]), context, say)
    if reply is None or await context.desk.people.handoffs.of_turn(turn.turn):
        return reply
    return handing.with_person(reply, turn.turn, turn.verdict, context, say)


async def _render(
    turn: Turn, view: str, position: int, context: Context, say: Messages
) -> Reply | None:
    if position >= len(turn.passages):
        return None
    base, key = context.desk.base, turn.passages[position]
    citation = await base.cite(turn.question, key)
    if citation is None:
        return await gone(key, base, say)
    shown = Shown(turn.turn, position, len(turn.passages), Verdict(turn.verdict))
    if view == "context":
        around = await base.articles.around(citation.passage)
        link = permalink(context.bot.username, citation.passage)
        return render_context(citation, around, shown, say, link)
    return render_citation(citation, shown, say, context.desk.settings.contact)


async def gone(key: str, base: KnowledgeBase, say: Messages) -> Reply:
    """Return the message for a passage that is not there any more as it was."""
    changed = await base.changed(key)
    if changed is None:
        return Reply(say("The articles have changed, and this passage is gone. Ask again, please."))
    return render_changed(changed, say)


def permalink(bot: str, key: str) -> str:
    """Return the link that opens a passage in a private chat with the bot, now and later.

    >>> permalink("youju_bot", "5a0c13e98d6fa7b4c2d1")
    'https://t.me/youju_bot?start=p5a0c13e98d6fa7b4c2d1'
    """
    return f"https://t.me/{bot}?start={LINKED}{key}"
