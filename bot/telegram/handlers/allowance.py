"""Somebody asks more than their share: what do they get?

One friendly sentence, and then silence until they have paused; who types after the bot's name sees
at once that there is nothing just now. Admins ask as they like. Invariant: an update that is tried
again is not counted again.
"""

from telegram import InlineQueryResultsButton, Message, Update

from bot.cards.links import HELP
from bot.cards.reply import Reply
from bot.delivery.allowance import Grant
from bot.delivery.handling import current
from bot.messages import Messages
from bot.records.uses import Use
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.requests import Handler

BUTTON_COST = 0.25  # of a question: a press only shows what was found before
TYPING_COST = 0.05  # as above: an app asks again with each character or two, up to four a second


def within_allowance(handler: Handler, cost: float = 1.0) -> Handler:
    """Return a handler that is left out for whoever has used up their allowance."""

    async def handle(update: Update, context: Context) -> None:
        session = context.session(update)
        grant = _grant(session, context, cost)
        if grant is Grant.YES:
            await handler(update, context)
        else:
            await refuse(update, grant, session.say)

    return handle


async def may_ask_more(message: Message | None, session: Session, context: Context) -> bool:
    """Tell whether a question is within the allowance; if not, say so once below its message."""
    grant = _grant(session, context, 1.0)
    if grant is Grant.TOLD and message:
        await sending.send(message, Reply(_too_much(session.say)))
    return grant is Grant.YES


def _grant(session: Session, context: Context, cost: float) -> Grant:
    if session.is_from_admin or current().again:
        return Grant.YES
    group = session.chat if session.is_in_group else ""
    grant = context.allowance.take(session.author, group, cost)
    if grant is Grant.YES:
        context.desk.uses.note(Use("question", session.author, group, cost))
    return grant


async def refuse(update: Update, grant: Grant, say: Messages) -> None:
    """Answer nothing that was asked for; say why, if that is to be said."""
    if update.callback_query:  # the app shows a clock until it is answered
        words = _too_much(say) if grant is Grant.TOLD else None
        await sending.acknowledge(update.callback_query, words)
    elif update.inline_query:
        pause = InlineQueryResultsButton(say("A lot at once: wait a minute"), start_parameter=HELP)
        await sending.answer_inline(update.inline_query, (), button=pause)
    elif update.message and grant is Grant.TOLD:
        await sending.send(update.message, Reply(_too_much(say)))


def _too_much(say: Messages) -> str:
    return say("That was a lot at once. Give me a minute, then ask again, please.")
