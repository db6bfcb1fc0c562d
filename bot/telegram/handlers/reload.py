"""An admin wants the articles read again: what happens meanwhile and what is told?

Invariant: the handler returns at once and questions go on; one message shows the progress and, in
the end, what was added, changed, moved, removed and rejected, or why nothing was.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Message
from telegram.error import TelegramError

from bot.cards.reload import render_broken, render_progress, render_refusal, render_report
from bot.cards.reply import Reply
from bot.messages import Messages
from bot.service.reload import ReloadProgress, reload
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.requests import Command
from knowledge import KnowledgeError, QuestionsBrokenError

FORCE = "force"  # the word that overrides golden questions and what a rollback holds back
PROGRESS_SECONDS = 3.0  # between edits: a group allows twenty messages a minute, edits included


async def on_reload(command: Command, context: Context) -> Reply | None:
    """Start a reload for an admin and tell how it goes."""
    say, words = command.session.say, [word.lower() for word in command.words]
    if words not in ([], [FORCE]):
        return Reply(say("Write /reload, or /reload force."))
    shown = await sending.send(command.message, Reply(say("Reading the articles again …")))
    context.in_background(_reload(shown, command.session, context, force=bool(words)))
    return None


async def _reload(shown: Message, session: Session, context: Context, *, force: bool) -> None:
    async def done(progress: ReloadProgress) -> Reply:
        report = await reload(session, context.desk, progress, force=force)
        return render_report(report, session.say)

    await show_change(shown, session.say, done)


async def show_change(
    shown: Message, say: Messages, change: Callable[[ReloadProgress], Awaitable[Reply]]
) -> None:
    """Show how far a change of the articles is, and then its reply, or why it failed."""
    progress = ReloadProgress()
    ticking = asyncio.create_task(_show_progress(shown, say, progress))
    try:
        reply = await change(progress)
    except QuestionsBrokenError as error:
        reply = render_broken(error.broken, say)
    except KnowledgeError as error:
        reply = render_refusal(error, say)
    finally:
        ticking.cancel()
    await sending.show(shown, reply)


async def _show_progress(shown: Message, say: Messages, progress: ReloadProgress) -> None:
    while True:
        await asyncio.sleep(PROGRESS_SECONDS)
        if progress.last:
            with suppress(TelegramError):  # progress is a comfort, not worth failing for
                await sending.show(shown, render_progress(*progress.last, say))
