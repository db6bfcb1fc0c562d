"""A question comes in: how does its answer come back?

addressed → ask → render → send, and the turn is remembered so that buttons, edits and follow-ups
find it. Invariant: a question that was answered once is answered in place when it is edited.
"""

import logging
import time

from telegram import Message, Update
from telegram.error import BadRequest

from bot import sending
from bot.context import Context
from bot.conversation.addressed import question_in
from bot.conversation.limiting import allowed
from bot.figures import Door
from bot.handling import current
from bot.hearing import heard, place
from bot.logs import fields
from bot.rendering import render_answer
from bot.reply import Reply
from knowledge import Answer, Place, Turn

log = logging.getLogger(__name__)

STALE_SECONDS = 600  # after a pause of the bot, older questions of groups are not answered any more


async def on_text(update: Update, context: Context) -> None:
    """Answer a message without a command if the bot is meant."""
    message = update.message
    if message is None or _is_stale(message, context):
        return
    question = question_in(heard(message, context.bot.bot))
    if question and await allowed(update, context):
        await _answer(question, message, update, context)


async def on_ask(update: Update, context: Context) -> None:
    """Answer `/ask question`, or `/ask` in reply to a message that is the question."""
    message = update.message
    if message is None or _is_stale(message, context) or not await allowed(update, context):
        return
    asked = message.reply_to_message
    question = " ".join(context.args or ()) or (asked.text or asked.caption if asked else "")
    if question:
        await _answer(question, message, update, context)
    else:
        say = context.say(update)
        await sending.send(message, Reply(say("Write your question after /ask.")))


async def on_edit(update: Update, context: Context) -> None:
    """Change the answer of a question that was edited."""
    message = update.edited_message
    if message is None:
        return
    turn = await context.desk.people.turns.of_message(str(message.chat_id), str(message.message_id))
    question = _edited_question(message, context)
    if turn is None or not turn.reply or not question:
        return
    if question == turn.question and not current().again:
        return
    if not await allowed(update, context):
        return
    answer = await _asked(question, turn.after, message, context)
    number = await _remember(turn.place, question, turn.after, answer, context)
    reply = render_answer(answer, number, context.say(update), context.desk.settings.contact)
    try:
        await sending.edit(context.bot, message.chat_id, int(turn.reply), reply)
    except BadRequest:  # the answer was deleted
        await _send(message, reply, number, context)


async def on_migration(update: Update, context: Context) -> None:
    """Keep the turns of a group that became a supergroup, which has another number."""
    message = update.message
    if message and message.migrate_to_chat_id:
        new = str(message.migrate_to_chat_id)
        await context.desk.people.turns.move(str(message.chat_id), new)


async def _answer(question: str, message: Message, update: Update, context: Context) -> None:
    where = place(message)
    if context.desk.people.turns.is_answered(where.chat, where.message):
        return  # by the run before, which was ended before it could note that
    before = await _turn_before(message, where, context)
    after = before.question if before else None
    answer = await _asked(question, after, message, context)
    number = await _remember(where, question, after, answer, context)
    reply = render_answer(answer, number, context.say(update), context.desk.settings.contact)
    await _send(message, reply, number, context)


async def _asked(question: str, after: str | None, message: Message, context: Context) -> Answer:
    started, figures = time.perf_counter(), context.desk.figures
    answer = await context.desk.base.ask(question, after)
    seconds = time.perf_counter() - started
    door: Door = "private" if message.chat.type == message.chat.PRIVATE else "group"
    figures.answering.add(seconds)
    figures.questions[answer.verdict.value, door] += 1
    told = {"question": question} if context.desk.settings.log_questions else {}
    found = {"verdict": answer.verdict.value, "confidence": round(answer.confidence, 3)}
    log.info("asked", extra=fields(door=door, **found, ms=round(1000 * seconds, 1), **told))
    return answer


async def _send(message: Message, reply: Reply, turn: int, context: Context) -> None:
    handling = current()
    if not handling.sent:  # else it could only not be noted
        handling.sent = str((await sending.send(message, reply)).message_id)
    await context.desk.people.turns.replied(turn, handling.sent)


async def _turn_before(message: Message, where: Place, context: Context) -> Turn | None:
    """Return the turn that a question may lean on: the one replied to, or the person's last."""
    turns, answered = context.desk.people.turns, message.reply_to_message
    if answered:
        turn = await turns.of_reply(where.chat, str(answered.message_id))
        if turn:
            return turn
    since = context.desk.now() - 60 * context.desk.settings.follow_up_minutes
    return await turns.latest(where, since)


async def _remember(
    where: Place, question: str, after: str | None, answer: Answer, context: Context
) -> int:
    return await context.desk.people.turns.put(
        Turn(
            place=where,
            at=context.desk.now(),
            question=question,
            after=after,
            verdict=answer.verdict.value,
            passages=tuple(c.passage for c in answer.citations if c.passage),
        )
    )


def _edited_question(message: Message, context: Context) -> str | None:
    text = message.text or ""
    if text.startswith("/"):
        return text.partition(" ")[2].strip() or None
    return question_in(heard(message, context.bot.bot))


def _is_stale(message: Message, context: Context) -> bool:
    age = context.desk.now() - message.date.timestamp()
    return message.chat.type != message.chat.PRIVATE and age > STALE_SECONDS
