"""How does what a reload did, or why it stopped, read in a chat?

Invariant: of each kind of change the first ten are named, and all are counted.
"""

from collections.abc import Sequence

from bot.cards.reply import LONGEST_TEXT, Composition, Reply, shortened
from bot.messages import Messages
from knowledge import KnowledgeError, ReloadRunningError, Report, Unread

TOLD = 10  # titles and problems of a kind in one message
LONGEST_LINE = 150  # units of a title or a problem
ROOM_FOR_LINES = 3_000  # units of all of them in a message of 4,096, beside headings and bullets


def render_report(report: Report, say: Messages) -> Reply:
    """Return the message that tells what a reload did."""
    return add_report(Composition(), report, say).reply()


def add_report(
    text: Composition, report: Report, say: Messages, units: int = ROOM_FOR_LINES
) -> Composition:
    """Append what a reload did; its lines take so many units at most."""
    live = report.added or report.changed or report.removed or report.moved or report.synonyms
    nothing = not (live or report.rejected)
    text.add(say("Nothing has changed.") if nothing else say("The articles are live."), "bold")
    rejected = [str(problem) for problem in report.rejected]
    lists = (report.added, report.changed, report.moved, report.removed)
    warnings = [str(warning) for warning in report.warnings]
    unread = [_unread(one, say) for one in report.unread]
    told = (*lists, rejected, warnings, unread, report.broken, report.held)
    room = units // max(1, sum(min(len(lines), TOLD) for lines in told))
    add_list(text, say("Added"), report.added, room)
    add_list(text, say("Changed"), report.changed, room)
    add_list(text, say("Moved"), report.moved, room)
    add_list(text, say("Removed"), report.removed, room)
    if report.synonyms:
        text.add("\n\n" + say("Other synonyms count now."))
    add_list(text, say("Rejected"), rejected, room)
    add_list(text, say("Left out of articles that were read"), warnings, room)
    add_list(text, say("Kinds of files that are not read"), unread, room)
    add_list(text, say("Golden questions answered wrong now"), report.broken, room)
    add_list(text, say("Held back since a rollback, until they change"), report.held, room)
    articles = say.count("{number} article", "{number} articles", report.articles)
    passages = say.count("{number} passage", "{number} passages", report.passages)
    seconds = say("{number:.1f} s", number=report.seconds)
    version = say("version {version}", version=report.version)
    return text.add(f"\n\n{articles} · {passages} · {version} · {seconds}")


def _unread(one: Unread, say: Messages) -> str:
    files = say.count(
        "{ending}: {number} file", "{ending}: {number} files", one.count, ending=one.ending
    )
    return say("{files}; save as {better}", files=files, better=one.better) if one.better else files


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


def add_list(
    text: Composition, heading: str, lines: Sequence[str], room: int = LONGEST_LINE
) -> None:
    """Append a heading with the number of some lines, and the first of them.

    `room` is how many units a line may take, if that is less than usual.
    """
    if lines:
        text.add(f"\n\n{heading} ({len(lines)})", "bold")
        for line in lines[:TOLD]:
            text.add(f"\n• {shortened(line, min(room, LONGEST_LINE))}")
        if len(lines) > TOLD:
            text.add("\n• …")


def render_progress(what: str, done: int, total: int, say: Messages) -> Reply:
    """Return the message that shows how far a reload is."""
    words = {
        "fetching": say("Looking at the pages"),
        "reading": say("Reading the articles"),
        "indexing": say("Indexing the passages"),
        "checking": say("Asking the golden questions"),
    }
    return Reply(f"{words[what]}: {done} / {total}")
