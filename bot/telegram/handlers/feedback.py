"""A reader says whether an answer was useful: what becomes of that?

Invariant: a person has one voice an answer, which may be changed; it is thanked for and shown to
nobody else, so in a group the message stays as it is, and reasons are asked for in private.
"""

import re
from dataclasses import replace

from telegram import CallbackQuery, Message, Update

from bot.cards.buttons import BUTTONS_FORM, Shown, reason_rows
from bot.cards.links import REASON, start_link
from bot.cards.reply import Reply
from bot.messages import Messages
from bot.records.feedback import Feedback, Reason
from bot.records.turns import Turn
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.browse import turn_here, view
from knowledge import Verdict

DATA = re.compile(
    rf"{BUTTONS_FORM}:(useful|useless|wrong|outdated|noanswer):(\d{{1,18}}):(\d{{1,3}})"
)
REASONS: dict[str, Reason] = {
    "useful": "",
    "useless": "",
    "wrong": "passage",
    "outdated": "outdated",
    "noanswer": "unanswered",
}


async def on_button(update: Update, context: Context) -> None:
    """Take a voice, thank for it, and ask for a reason where nobody else sees that."""
    query, user = update.callback_query, update.effective_user
    if query is None or user is None:
        return
    say, records = context.say(update), context.desk.records
    match = DATA.fullmatch(query.data or "")
    turn = await _turn(int(match[2]), str(user.id), query, context) if match else None
    if match is None or turn is None:
        await sending.acknowledge(query, say("This button is out of date. Ask again, please."))
        return
    before = await records.feedback.get(turn.turn, str(user.id))
    await records.feedback.put(_voice(match[1], turn, str(user.id), context))
    if turn.place.chat != str(user.id) and match[1] == "useless" and before and not before.useful:
        await sending.open_link(query, start_link(context.bot.username, f"{REASON}{turn.turn}"))
        return
    await sending.acknowledge(query, _thanks(match[1], turn, user.id, say), alert=False)
    if isinstance(query.message, Message) and query.message.chat_id == user.id:
        await _show(match, turn, query.message, update, context)


async def on_reasons(turn: int, update: Update, context: Context) -> bool:
    """Ask who found an answer of a group not useful why; tell whether they had said so."""
    user, message, say = update.effective_user, update.message, context.say(update)
    voice = await context.desk.records.feedback.get(turn, str(user.id)) if user else None
    if message is None or voice is None or voice.useful:
        return False
    rows = reason_rows(Shown(turn, 0, 1, Verdict.ANSWERED), say, back=False)
    words = say("Why was the answer not useful?")
    await sending.send(message, Reply(words, buttons=tuple(rows)))
    return True


async def _turn(number: int, person: str, query: CallbackQuery, context: Context) -> Turn | None:
    """Return the turn of a button pressed in its chat, or by who had spoken of it there before."""
    turn = await turn_here(number, query, context)
    if turn is None and await context.desk.records.feedback.get(number, person):
        turn = await context.desk.records.turns.get(number)
    return turn


def _voice(verb: str, turn: Turn, person: str, context: Context) -> Feedback:
    useful, reason = verb == "useful", REASONS[verb]
    return Feedback(turn.turn, person, context.desk.now(), turn.version, useful, reason)


def _thanks(verb: str, turn: Turn, person: int, say: Messages) -> str:
    if verb == "useless" and turn.place.chat != str(person):
        return say("Noted, and nobody else sees it. Press again to tell me why, in private.")
    return say("Thank you. Nobody else sees it.")


async def _show(
    pressed: re.Match[str], turn: Turn, message: Message, update: Update, context: Context
) -> None:
    """Ask for a reason below the answer, or show the answer as it was."""
    say, position = context.say(update), int(pressed[3])
    if turn.place.chat != str(message.chat_id):
        reply: Reply | None = Reply(say("Thank you. Nobody else sees it."))
    else:
        reply = await view(turn, "passage", position, update, context)
    if reply and pressed[1] == "useless":
        shown = Shown(turn.turn, position, len(turn.passages), Verdict(turn.verdict))
        reply = replace(reply, buttons=tuple(reason_rows(shown, say)))
    if reply:
        await sending.edit(context.bot, message.chat_id, message.message_id, reply)
