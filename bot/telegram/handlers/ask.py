"""A question comes in: how does its answer come back?

addressed → asked of the service → rendered → sent. Invariant: a question that was answered once is
answered in place when it is edited; old questions of groups are left alone after a pause.
"""

from telegram import Message, Update
from telegram.error import BadRequest

from bot.cards.answer import render_answer
from bot.cards.handoff import with_person_row
from bot.cards.reply import Reply
from bot.delivery.handling import current
from bot.records.turns import Turn
from bot.service import asking, comparing
from bot.service.asking import Asked, Question
from bot.service.desk import Desk
from bot.service.handoff import is_offered
from bot.service.page_links import Linked, linked, noted
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.addressing import question_in
from bot.telegram.context import Context
from bot.telegram.handlers import articles, comparison, handoff
from bot.telegram.handlers.allowance import may_ask_more
from bot.telegram.handlers.chat_action import at_work
from bot.telegram.handlers.permissions import is_group_admin
from bot.telegram.handlers.repeats import point_to
from bot.telegram.handlers.small_talk import small_talk
from bot.telegram.handlers.study import summarised
from bot.telegram.hearing import heard, question, said
from bot.telegram.menus import set_groups_menu
from bot.telegram.requests import Command
from knowledge import Intent, is_statement

STALE_SECONDS = 600  # after a pause of the bot, older questions of groups are not answered any more


async def on_text(update: Update, context: Context) -> None:
    """Answer a message without a command if the bot is meant."""
    message, session = update.message, context.session(update)
    if message is None or _is_stale(message, context):
        return
    if message.reply_to_message and await handoff.on_reply(message, session, context):
        return
    if session.group.quiet:
        return
    text = question_in(heard(message, context.bot.bot))
    allowed = text and await _may_ask(session, context)
    if text and allowed and await may_ask_more(message, session, context):
        await _answer(text, message, session, context)


async def on_other(update: Update, context: Context) -> None:
    """Tell who answers a handed question with a picture or a voice that text is needed."""
    if update.message:
        await handoff.on_reply(update.message, context.session(update), context)


async def on_ask(command: Command, context: Context) -> Reply | None:
    """Answer `/ask question`, or `/ask` in reply to a message that is the question."""
    message, session = command.message, command.session
    if _is_stale(message, context) or not await may_ask_more(message, session, context):
        return None
    asked = message.reply_to_message
    text = command.text or (said(asked) if asked else "")
    if not await _may_ask(session, context):
        words = session.say("In this group only its administrators may ask me.")
        await sending.send(message, Reply(words), silent=True)
    elif text:
        await _answer(text, message, session, context)
    else:
        return Reply(session.say("Write your question after /ask."))
    return None


async def on_edit(update: Update, context: Context) -> None:
    """Change the answer of a question that was edited, or a person's reply where it was sent."""
    message, session, desk = update.edited_message, context.session(update), context.desk
    if message is None:
        return
    if message.reply_to_message and await handoff.on_edited_reply(message, session, context):
        return
    before = await asking.question_before(session, str(message.message_id), desk)
    text = _edited_question(message, context)
    if before is None or not text or (text == before.question and not current().again):
        return
    if not await may_ask_more(None, session, context):
        return
    anew = await _anew(question(text, message, context.bot.bot), before, session, context)
    if anew is None:
        return
    turn, reply = anew
    try:
        if before.reply:
            await sending.edit(context.bot, message.chat_id, int(before.reply), reply)
            return
    except BadRequest:  # the answer was deleted
        pass
    sent = await sending.send(message, reply, silent=session.group.quiet)
    await asking.shown(turn, str(sent.message_id), desk)


async def _anew(
    asked_in: Question, before: Turn, session: Session, context: Context
) -> tuple[int, Reply] | None:
    """Return the turn and the answer of what was edited; None where nothing is said."""
    desk = context.desk
    if is_statement(asked_in.whole, passed_on=asked_in.passed_on):
        told = await comparing.edited(session, asked_in, before, desk)
        return (told.turn, comparison.rendered(told, session, context)) if told.is_told else None
    if asked_in.links:
        found = await linked(session, asked_in, desk)
        asked_in = found.question if found.question.text else asked_in
    asked = await asking.edited(session, asked_in, before, desk)
    return (asked.turn, await _rendered(asked, session, desk)) if asked else None


async def on_migration(update: Update, context: Context) -> None:
    """Keep what belongs to a group that became a supergroup, which has another number."""
    message = update.message
    if message and message.migrate_to_chat_id:
        await context.desk.records.move(str(message.chat_id), str(message.migrate_to_chat_id))
        await set_groups_menu(context.bot, context.desk, message.migrate_to_chat_id)


async def _answer(text: str, message: Message, session: Session, context: Context) -> None:
    desk, handling, asked_in = context.desk, current(), question(text, message, context.bot.bot)
    if session.memory.answered:
        return  # by the run before, which was ended before it could note that
    if is_statement(asked_in.whole, passed_on=asked_in.passed_on):
        await comparison.answer(asked_in, message, session, context)
        return
    if asked_in.links:
        found = await linked(session, asked_in, desk)
        if not found.question.text:
            await _show_linked(found, message, session, context)
            return
        asked_in = found.question

    async def stands(earlier: Turn) -> bool:
        return await sending.stands(context.bot, message.chat_id, int(earlier.reply))

    async with at_work(message):
        asked = await asking.ask(session, asked_in, desk, stands)
        if not handling.sent:  # else it could only not be noted
            sent = await _sent(asked, message, session, context)
            handling.sent = str(sent.message_id) if sent else ""
        if handling.sent:
            await asking.shown(asked.turn, handling.sent, desk)


async def _show_linked(found: Linked, message: Message, session: Session, context: Context) -> None:
    """Answer a link alone: with its article; in a group nothing if nobody called the bot."""
    handling, desk, called = current(), context.desk, found.question
    if not (found.item or session.private or called.by_name or called.by_command):
        return
    reply = await articles.card(found.item.number, session, desk) if found.item else None
    nothing = Reply(session.say("None of the articles is from this address."))
    if not handling.sent:
        sent = await sending.send(message, reply or nothing, silent=session.group.quiet)
        handling.sent = str(sent.message_id)
    await asking.shown(await noted(session, found.question, desk), handling.sent, desk)


async def _sent(
    asked: Asked, message: Message, session: Session, context: Context
) -> Message | None:
    """Send an answer, or the way to an earlier one; nothing where the bot had better be silent."""
    if asked.earlier:
        return await point_to(asked.earlier, message, session)
    if not asked.is_told:
        return None
    reply = await _rendered(asked, session, context.desk)
    return await sending.send(message, reply, silent=session.group.quiet)


async def _rendered(asked: Asked, session: Session, desk: Desk) -> Reply:
    answer, contact = asked.answer, desk.settings.contact
    if answer.intent.is_small_talk:
        return await small_talk(answer.intent, session, desk)
    if answer.intent is Intent.SUMMARY:
        return await summarised(answer, session, desk)
    reply = render_answer(answer, asked.turn, session.say, contact, session.surface)
    if is_offered(answer.verdict.value, desk):
        return with_person_row(reply, asked.turn, session.say, session.surface)
    return reply


async def _may_ask(session: Session, context: Context) -> bool:
    return not session.group.closed or await is_group_admin(session, context)


def _edited_question(message: Message, context: Context) -> str | None:
    text = said(message)
    if text.startswith("/"):
        return text.partition(" ")[2].strip() or None
    return question_in(heard(message, context.bot.bot))


def _is_stale(message: Message, context: Context) -> bool:
    desk = context.desk
    age = desk.now() - desk.figures.ahead - message.date.timestamp()  # by Telegram's clock
    return message.chat.type != message.chat.PRIVATE and age > STALE_SECONDS
