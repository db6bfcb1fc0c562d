"""An admin wants the articles read again: what happens meanwhile and what is told?

Invariant: the handler returns at once and questions go on; one message shows the progress and, in
the end, what was added, changed, removed and rejected, or why nothing was.
"""

import asyncio
from contextlib import suppress

from telegram import Message, Update
from telegram.error import TelegramError

from bot import sending
from bot.context import Context
from bot.messages import Messages
from bot.reply import LONGEST_TEXT, Composition, Reply, shortened
from knowledge import Folder, KnowledgeError, ReloadRunningError, Report

PROGRESS_SECONDS = 3.0  # between edits: a group allows twenty messages a minute, edits included
TOLD = 10  # titles and problems of a kind in one message
LONGEST_LINE = 150  # units of a title or a problem


async def on_reload(update: Update, context: Context) -> None:
    """Start a reload for an admin and tell how it goes."""
    message = update.message
    if message is None:
        return
    say = context.say(update)
    if not context.is_admin(update):
        await sending.send(message, Reply(say("Only admins of this bot can do that.")))
        return
    shown = await sending.send(message, Reply(say("Reading the articles again …")))
    context.in_background(_reload(shown, context, say), update)


async def _reload(shown: Message, context: Context, say: Messages) -> None:
    progress = _Progress()
    ticking = asyncio.create_task(_tick(shown, context, say, progress))
    desk = context.desk
    try:
        report = await desk.base.reload(Folder(desk.settings.articles), progress)
        reply = render_report(report, say)
    except ReloadRunningError:
        reply = Reply(say("A reload is already running. Wait until it has finished."))
    except KnowledgeError as error:
        words = say("The articles stay as they were: {problem}", problem=error)
        reply = Reply(shortened(words, LONGEST_TEXT))
    finally:
        ticking.cancel()
    await sending.edit(context.bot, shown.chat_id, shown.message_id, reply)


def render_report(report: Report, say: Messages) -> Reply:
    """Return the message that tells what a reload did."""
    text = Composition()
    nothing = not (report.added or report.changed or report.removed or report.rejected)
    text.add(say("Nothing has changed.") if nothing else say("The articles are live."), "bold")
    _list(text, say("Added"), report.added)
    _list(text, say("Changed"), report.changed)
    _list(text, say("Removed"), report.removed)
    _list(text, say("Rejected"), [str(problem) for problem in report.rejected])
    articles = say.count("{number} article", "{number} articles", report.articles)
    passages = say.count("{number} passage", "{number} passages", report.passages)
    seconds = say("{number:.1f} s", number=report.seconds)
    return text.add(f"\n\n{articles} · {passages} · {seconds}").reply()


def _list(text: Composition, heading: str, lines: tuple[str, ...] | list[str]) -> None:
    if lines:
        text.add(f"\n\n{heading} ({len(lines)})", "bold")
        for line in lines[:TOLD]:
            text.add(f"\n• {shortened(line, LONGEST_LINE)}")
        if len(lines) > TOLD:
            text.add("\n• …")


class _Progress:
    """The last thing a reload said of itself; called from its thread."""

    def __init__(self) -> None:
        self.last: tuple[str, int, int] | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        self.last = (what, done, total)


async def _tick(shown: Message, context: Context, say: Messages, progress: _Progress) -> None:
    words = {"reading": say("Reading the articles"), "indexing": say("Indexing the passages")}
    while True:
        await asyncio.sleep(PROGRESS_SECONDS)
        if progress.last:
            what, done, total = progress.last
            reply = Reply(f"{words[what]}: {done} / {total}")
            with suppress(TelegramError):  # progress is a comfort, not worth failing for
                await sending.edit(context.bot, shown.chat_id, shown.message_id, reply)
