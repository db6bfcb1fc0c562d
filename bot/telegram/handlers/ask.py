"""A question comes in: how does its answer come back?

addressed → ask → render → send, and the turn is remembered so that buttons, edits and follow-ups
find it. Invariant: a question that was answered once is answered in place when it is edited; in a
group that was not asked by a command, the bot is silent unless it is sure.
"""

from dataclasses import replace

from telegram import Message, Update
from telegram.error import BadRequest

from bot.cards.answer import render_answer
from bot.cards.reply import Reply
from bot.delivery.handling import current
from bot.records.turns import Place, Turn
from bot.service.figures import Entrance
from bot.telegram import sending
from bot.telegram.addressing import question_in
from bot.telegram.context import Context
from bot.telegram.handlers import handoff as handing
from bot.telegram.handlers.allowed import allowed
from bot.telegram.handlers.chat_action import at_work
from bot.telegram.handlers.follow_up import Leaning, leaning, leaning_again
from bot.telegram.handlers.permissions import leads
from bot.telegram.handlers.question_log import noted
from bot.telegram.handlers.repeats import earlier, point
from bot.telegram.hearing import heard, place
from bot.telegram.menus import set_groups_menu
from knowledge import Answer, Verdict

STALE_SECONDS = 600  # after a pause of the bot, older questions of groups are not answered any more


async def on_text(update: Update, context: Context) -> None:
    """Answer a message without a command if the bot is meant."""
    message = update.message
    if message is None or _is_stale(message, context):
        return
    if message.reply_to_message and await handing.replied(update, context):
        return
    if context.group(update).quiet:
        return
    question = question_in(heard(message, context.bot.bot))
    if question and await _may_ask(update, context) and await allowed(update, context):
        await _answer(question, message, update, context)


async def on_other(update: Update, context: Context) -> None:
    """Tell who answers a handed question with a picture or a voice that text is needed."""
    await handing.replied(update, context)


async def on_ask(update: Update, context: Context) -> None:
    """Answer `/ask question`, or `/ask` in reply to a message that is the question."""
    message, say = update.message, context.say(update)
    if message is None or _is_stale(message, context) or not await allowed(update, context):
        return
    asked = message.reply_to_message
    question = " ".join(context.args or ()) or (asked.text or asked.caption if asked else "")
    if not await _may_ask(update, context):
        words = say("In this group only its administrators may ask me.")
        await sending.send(message, Reply(words), silent=True)
    elif question:
        await _answer(question, message, update, context)
    else:
        await sending.send(message, Reply(say("Write your question after /ask.")))


async def on_edit(update: Update, context: Context) -> None:
    """Change the answer of a question that was edited, or a person's reply where it was sent."""
    message = update.edited_message
    if message is None or (message.reply_to_message and await handing.corrected(update, context)):
        return
    records = context.desk.records
    before = await records.turns.of_message(str(message.chat_id), str(message.message_id))
    question = _edited_question(message, context)
    if before is None or not question:
        return
    if question == before.question and not current().again:
        return
    if not await allowed(update, context):
        return
    leans = await leaning_again(message, before, context)
    turn, answer = await _asked(question, leans, before.place, update, context)
    if not before.reply and not _is_told(message, answer):
        return
    number = await records.turns.put(turn)
    await records.feedback.withdraw(number)
    reply = _rendered(answer, number, update, context)
    try:
        if before.reply:
            await sending.edit(context.bot, message.chat_id, int(before.reply), reply)
            return
    except BadRequest:  # the answer was deleted
        pass
    sent = await sending.send(message, reply, silent=context.group(update).quiet)
    await records.turns.replied(number, str(sent.message_id))


async def on_migration(update: Update, context: Context) -> None:
    """Keep what belongs to a group that became a supergroup, which has another number."""
    message = update.message
    if message and message.migrate_to_chat_id:
        await context.desk.records.move(str(message.chat_id), str(message.migrate_to_chat_id))
        await set_groups_menu(context.bot, context.desk, message.migrate_to_chat_id)


async def _answer(question: str, message: Message, update: Update, context: Context) -> None:
    turns, where, handling = context.desk.records.turns, place(message), current()
    if await turns.is_answered(where.chat, where.message):
        return  # by the run before, which was ended before it could note that
    async with at_work(message):
        leans = await leaning(message, where, context)
        turn, answer = await _asked(question, leans, where, update, context)
        found = await earlier(turn, message, context)
        turn = replace(turn, repeats=found is not None)
        number = await turns.put(turn)
        if handling.sent:  # it could only not be noted
            pass
        elif found:
            handling.sent = str((await point(message, found, update, context)).message_id)
        elif _is_told(message, answer):
            reply = _rendered(answer, number, update, context)
            sent = await sending.send(message, reply, silent=context.group(update).quiet)
            handling.sent = str(sent.message_id)
        else:
            return
        await turns.replied(number, handling.sent)


async def _asked(
    question: str, leans: Leaning, where: Place, update: Update, context: Context
) -> tuple[Turn, Answer]:
    """Ask, within what the group has chosen; return what is to be remembered, and the answer."""
    scope, chat = context.group(update).scope, update.effective_chat
    answering = context.desk.base.ask(question, leans.after, within=scope, near=leans.near)
    entrance: Entrance = "private" if chat and chat.type == chat.PRIVATE else "group"
    answer = await noted(question, answering, entrance, context)
    turn = Turn(
        place=where,
        at=context.desk.now(),
        question=question,
        after=leans.after,
        verdict=answer.verdict.value,
        passages=tuple(c.passage for c in answer.citations if c.passage),
        version=answer.version,
    )
    return turn, answer


def _rendered(answer: Answer, number: int, update: Update, context: Context) -> Reply:
    say, contact = context.say(update), context.desk.settings.contact
    reply = render_answer(answer, number, say, contact, context.door(update))
    return handing.with_person(reply, number, answer.verdict.value, update, context)


def _is_told(message: Message, answer: Answer) -> bool:
    """Tell whether an answer is said: in a group only if it is sure or was asked by a command."""
    private = message.chat.type == message.chat.PRIVATE
    ordered = (message.text or "").startswith("/")
    return private or ordered or answer.verdict is Verdict.ANSWERED


async def _may_ask(update: Update, context: Context) -> bool:
    return not context.group(update).closed or await leads(update, context)


def _edited_question(message: Message, context: Context) -> str | None:
    text = message.text or ""
    if text.startswith("/"):
        return text.partition(" ")[2].strip() or None
    return question_in(heard(message, context.bot.bot))


def _is_stale(message: Message, context: Context) -> bool:
    age = context.desk.now() - message.date.timestamp()
    return message.chat.type != message.chat.PRIVATE and age > STALE_SECONDS
