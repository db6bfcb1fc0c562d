"""An admin wants what was added from the web to be looked at again.

Invariant: the handler returns at once and questions go on; one message shows the progress and, in
the end, what has changed and what is gone.
"""

from telegram import Message

from bot.cards.refresh import render_refreshed
from bot.cards.reply import Reply
from bot.service.refresh import refresh
from bot.service.reload import ReloadProgress
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.reload import show_change
from bot.telegram.requests import Command


async def on_refresh(command: Command, context: Context) -> Reply | None:
    """Start a look at all pages and feeds for an admin, and tell how it goes."""
    words = command.session.say("Looking at the pages again …")
    shown = await sending.send(command.message, Reply(words))
    context.in_background(_refresh(shown, command.session, context))
    return None


async def _refresh(shown: Message, session: Session, context: Context) -> None:
    async def done(progress: ReloadProgress) -> Reply:
        refreshed = await refresh(session.person, context.desk, progress)
        return render_refreshed(refreshed, session.say)

    await show_change(shown, session.say, done)
