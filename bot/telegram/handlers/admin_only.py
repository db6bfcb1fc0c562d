"""What only the bot's admins may do: who else tries, and what do they hear?

Invariant: an order is a message that an admin has written just now, while a press is enough for
what an admin was shown; everybody else hears one sentence, and the handler hears nothing of it.
"""

from telegram import Update

from bot.cards.reply import Reply
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.allowed import Handler


def reserved(handler: Handler) -> Handler:
    """Return a handler, of a command or of buttons, that is left out for whoever is no admin."""

    async def for_admins(update: Update, context: Context) -> None:
        query, say = update.callback_query, context.say(update)
        if context.is_from_admin(update) if query else context.is_admin(update):
            await handler(update, context)
            return
        words = say("Only admins of this bot can do that.")
        if query:
            await sending.acknowledge(query, words)
        elif update.message:
            await sending.send(update.message, Reply(words))

    return for_admins
