"""The bot is mentioned in a chat in which it is not: what does it say?

Invariant: it answers once, with what it has, and remembers nothing of a chat to which it was never
added.
"""

from dataclasses import replace

from telegram import Update
from telegram.error import BadRequest

from bot.cards.answer import render_shared
from bot.cards.inline import Result
from bot.cards.reply import Reply
from bot.service.asking import ask_as_guest
from bot.service.desk import Desk
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.addressing import question_in
from bot.telegram.context import Context
from bot.telegram.handlers.small_talk import small_talk
from bot.telegram.handlers.study import summarised
from bot.telegram.hearing import heard
from knowledge import Answer, Intent, Verdict


async def on_guest(update: Update, context: Context) -> None:
    """Answer the question of a message that mentions the bot as a guest."""
    message, session = update.guest_message, context.session(update)
    if message is None or not message.guest_query_id:
        return
    question = question_in(heard(message, context.bot.bot))
    if not question:
        return
    say, answer = session.say, await ask_as_guest(session, question, context.desk)
    reply = await _rendered(answer, session, context.desk)
    result = Result("1", say("Answer"), "", reply)
    try:
        await context.bot.answer_guest_query(message.guest_query_id, sending.inline_result(result))
    except BadRequest:  # asked too long ago, or answered already by who got the update twice
        return


async def _rendered(answer: Answer, session: Session, desk: Desk) -> Reply:
    """Return what is said, without buttons that only the bot's own chats have."""
    say = session.say
    if answer.intent.is_small_talk:
        return await small_talk(answer.intent, session, desk)
    if answer.intent is Intent.SUMMARY:
        return replace(await summarised(answer, session, desk), buttons=())
    if answer.citations:
        related = answer.verdict is Verdict.RELATED
        return render_shared(answer.citations[0], say, session.bot, related=related)
    return Reply(say("The articles do not say."))
