"""Somebody asks more than their share: what do they get?

One friendly sentence, and then silence until they have paused; who types after the bot's name sees
at once that there is nothing just now. Admins ask as they like. Invariant: an update that is tried
again is not counted again.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import InlineQueryResultsButton, Update

from bot.cards.links import HELP
from bot.cards.reply import Reply
from bot.delivery.allowance import Grant
from bot.delivery.handling import current
from bot.telegram import sending
from bot.telegram.context import Context

BUTTON_COST = 0.25  # of a question: a press only shows what was found before
TYPING_COST = 0.05  # as above: an app asks again with each character or two, up to four a second

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def limited(handler: Handler, cost: float = 1.0) -> Handler:
    """Return a handler that is left out for whoever has used up their allowance."""

    async def within_limits(update: Update, context: Context) -> None:
        if await allowed(update, context, cost):
            await handler(update, context)

    return within_limits


async def allowed(update: Update, context: Context, cost: float = 1.0) -> bool:
    """Tell whether an update may be answered; if not, say so once."""
    if context.is_from_admin(update) or current().again:
        return True
    chat = update.effective_chat
    group = str(chat.id) if chat and chat.type != chat.PRIVATE else ""
    grant = context.allowance.take(_person(update), group, cost)
    if grant is not Grant.YES:
        await _refuse(update, context, grant)
    return grant is Grant.YES


async def _refuse(update: Update, context: Context, grant: Grant) -> None:
    say = context.say(update)
    words = say("That was a lot at once. Give me a minute, then ask again, please.")
    if update.callback_query:  # the app shows a clock until it is answered
        await sending.acknowledge(update.callback_query, words if grant is Grant.TOLD else None)
    elif update.inline_query:
        pause = InlineQueryResultsButton(say("A lot at once: wait a minute"), start_parameter=HELP)
        await sending.answer_inline(update.inline_query, (), button=pause)
    elif update.message and grant is Grant.TOLD:
        await sending.send(update.message, Reply(words))


def _person(update: Update) -> str:
    writer = update.effective_sender
    return str(writer.id) if writer else ""
