"""A button under an answer was pressed: what does the reader see?

Invariant: a button carries a turn's number and a position, everything else is in the database, so
it works after a restart; data that was forged, belongs to another chat or is too old gets a short
alert and changes nothing.
"""

import re

from telegram import CallbackQuery, Message, Update

from bot.cards.answer import render_changed, render_citation, render_context, render_whole
from bot.cards.buttons import BUTTONS_FORM, Shown
from bot.cards.links import permalink
from bot.cards.reply import Reply
from bot.messages import Messages
from bot.records.turns import Turn
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers import handoff as handing
from knowledge import KnowledgeBase, Verdict

DATA = re.compile(rf"{BUTTONS_FORM}:(context|passage|whole):(\d{{1,18}}):(\d{{1,3}})")


async def on_button(update: Update, context: Context) -> None:
    """Show the passage or the context that a button asks for, in place."""
    query = update.callback_query
    if query is None:
        return
    say = context.say(update)
    reply = await _view(query, update, context)
    if reply is None or not isinstance(query.message, Message):
        await sending.acknowledge(query, say("This button is out of date. Ask again, please."))
        return
    await sending.edit(context.bot, query.message.chat_id, query.message.message_id, reply)
    await sending.acknowledge(query)


async def _view(query: CallbackQuery, update: Update, context: Context) -> Reply | None:
    match = DATA.fullmatch(query.data or "")
    turn = await turn_here(int(match[2]), query, context) if match else None
    if match is None or turn is None:
        return None
    reply = await view(turn, match[1], int(match[3]), update, context)
    if reply is None or await context.desk.records.handoffs.of_turn(turn.turn):
        return reply
    return handing.with_person(reply, turn.turn, turn.verdict, update, context)


async def turn_here(number: int, query: CallbackQuery, context: Context) -> Turn | None:
    """Return the turn that a button names if it belongs to the chat in which it was pressed."""
    turn = await context.desk.records.turns.get(number)
    if turn is None or query.message is None or turn.place.chat != str(query.message.chat.id):
        return None
    return turn


async def view(
    turn: Turn, name: str, position: int, update: Update, context: Context
) -> Reply | None:
    """Return a view of a passage of a turn's answer; None if there is none at that position."""
    if position >= len(turn.passages):
        return None
    base, key, say = context.desk.base, turn.passages[position], context.say(update)
    citation = await base.cite(turn.question, key)
    if citation is None:
        return await gone(key, base, say)
    shown = Shown(turn.turn, position, len(turn.passages), Verdict(turn.verdict))
    door = context.door(update)
    if name == "context":
        around = await base.catalogue.around(citation.passage)
        link = permalink(door.bot, citation.passage)
        return render_context(citation, around, shown, say, link, door=door)
    if name == "whole":
        return render_whole(citation, shown, say)
    found = [await base.catalogue.passage(other) for other in turn.passages]
    cited = [passage for passage in found if passage] if all(found) else []
    contact = context.desk.settings.contact
    return render_citation(citation, shown, say, contact, door, cited=cited)


async def gone(key: str, base: KnowledgeBase, say: Messages) -> Reply:
    """Return the message for a passage that is not there any more as it was."""
    changed = await base.catalogue.changed(key)
    if changed is None:
        return Reply(say("The articles have changed, and this passage is gone. Ask again, please."))
    return render_changed(changed, say)
