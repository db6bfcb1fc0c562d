"""What only the bot's admins may do: who else tries, and what do they hear?

Invariant: an order is a message that an admin has written just now, while a press is enough for
what an admin was shown; everybody else hears one sentence, and the handler hears nothing of it.
"""

from telegram import Update

from bot.cards.reply import Reply
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.requests import Handler


def admin_only(handler: Handler) -> Handler:
    """Return a handler, of a command or of buttons, that is left out for whoever is no admin."""

    async def handle(update: Update, context: Context) -> None:
        query, session = update.callback_query, context.session(update)
        if session.is_from_admin if query else session.is_admin:
            await handler(update, context)
            return
        words = session.say("Only admins of this bot can do that.")
        if query:
            await sending.acknowledge(query, words)
        elif update.message:
            await sending.send(update.message, Reply(words))

    return handle
