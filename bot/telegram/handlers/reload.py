"""An admin wants the articles read again: what happens meanwhile and what is told?

Invariant: the handler returns at once and questions go on; one message shows the progress and, in
the end, what was added, changed, moved, removed and rejected, or why nothing was.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from telegram import Message, Update
from telegram.error import TelegramError

from bot.cards.reply import LONGEST_TEXT, Composition, Reply, shortened
from bot.messages import Messages
from bot.telegram import sending
from bot.telegram.context import Context
from knowledge import Folder, KnowledgeError, QuestionsBrokenError, ReloadRunningError, Report

FORCE = "force"  # the word that overrides golden questions and what a rollback holds back
PROGRESS_SECONDS = 3.0  # between edits: a group allows twenty messages a minute, edits included
TOLD = 10  # titles and problems of a kind in one message
LONGEST_LINE = 150  # units of a title or a problem


async def on_reload(update: Update, context: Context) -> None:
    """Start a reload for an admin and tell how it goes."""
    message = update.message
    if message is None:
        return
    say = context.say(update)
    words = [word.lower() for word in context.args or ()]
    if words not in ([], [FORCE]):
        await sending.send(message, Reply(say("Write /reload, or /reload force.")))
        return
    shown = await sending.send(message, Reply(say("Reading the articles again …")))
    context.in_background(_reload(shown, update, context, force=bool(words)), update)


async def _reload(shown: Message, update: Update, context: Context, *, force: bool) -> None:
    progress, say, desk = _Progress(), context.say(update), context.desk
    ticking = asyncio.create_task(_tick(shown, context, say, progress))
    who = str(update.effective_user.id) if update.effective_user else ""
    try:
        report = await desk.base.reload(
            Folder(desk.settings.articles), progress, who=who, force=force
        )
        reply, result = render_report(report, say), "done"
    except QuestionsBrokenError as error:
        reply, result = render_broken(error.broken, say), "stopped"
    except KnowledgeError as error:
        reply, result = render_refusal(error, say), "failed"
    finally:
        ticking.cancel()
    context.desk.figures.reloads[result] += 1
    await sending.edit(context.bot, shown.chat_id, shown.message_id, reply)


def render_report(report: Report, say: Messages) -> Reply:
    """Return the message that tells what a reload did."""
    text = Composition()
    live = report.added or report.changed or report.removed or report.moved or report.synonyms
    nothing = not (live or report.rejected)
    text.add(say("Nothing has changed.") if nothing else say("The articles are live."), "bold")
    add_list(text, say("Added"), report.added)
    add_list(text, say("Changed"), report.changed)
    add_list(text, say("Moved"), report.moved)
    add_list(text, say("Removed"), report.removed)
    if report.synonyms:
        text.add("\n\n" + say("Other synonyms count now."))
    add_list(text, say("Rejected"), [str(problem) for problem in report.rejected])
    add_list(text, say("Golden questions answered wrong now"), report.broken)
    add_list(text, say("Held back since a rollback, until they change"), report.held)
    articles = say.count("{number} article", "{number} articles", report.articles)
    passages = say.count("{number} passage", "{number} passages", report.passages)
    seconds = say("{number:.1f} s", number=report.seconds)
    version = say("version {version}", version=report.version)
    return text.add(f"\n\n{articles} · {passages} · {version} · {seconds}").reply()


def render_broken(broken: Sequence[str], say: Messages) -> Reply:
    """Return the message that tells why a reload stopped before it went live."""
    text = Composition().add(say("The articles stay as they were."), "bold")
    add_list(text, say("Golden questions that would be answered wrong"), broken)
    return text.add("\n\n" + say("Mend the articles or the questions, or /reload force.")).reply()


def render_refusal(error: KnowledgeError, say: Messages) -> Reply:
    """Return the message that tells why the articles stay as they were."""
    if isinstance(error, ReloadRunningError):
        return Reply(say("A reload is already running. Wait until it has finished."))
    words = say("The articles stay as they were: {problem}", problem=error)
    return Reply(shortened(words, LONGEST_TEXT))


def add_list(text: Composition, heading: str, lines: Sequence[str]) -> None:
    """Append a heading with the number of some lines, and the first of them."""
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
    words = {
        "reading": say("Reading the articles"),
        "indexing": say("Indexing the passages"),
        "checking": say("Asking the golden questions"),
    }
    while True:
        await asyncio.sleep(PROGRESS_SECONDS)
        if progress.last:
            what, done, total = progress.last
            reply = Reply(f"{words[what]}: {done} / {total}")
            with suppress(TelegramError):  # progress is a comfort, not worth failing for
                await sending.edit(context.bot, shown.chat_id, shown.message_id, reply)
