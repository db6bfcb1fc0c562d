"""How does what came of looking at pages again read in a chat?

Invariant: what changed reads as after a reload; what is gone is named with its address, and that
its article stays.
"""

from bot.cards.reload import LONGEST_LINE, ROOM_FOR_LINES, add_list, add_report
from bot.cards.reply import Composition, Reply
from bot.messages import Messages
from knowledge import Refreshed

HALF = ROOM_FOR_LINES // 2  # units for what changed where addresses are named, too


def render_refreshed(refreshed: Refreshed, say: Messages) -> Reply:
    """Return the message that tells what a look at all pages found."""
    if not refreshed.looked:
        words = say("Nothing was added from the web yet. Send me a link, or /add and a link.")
        return Reply(words)
    text = Composition()
    if refreshed.report is None:
        text.add(say("Nothing has changed."), "bold")
    else:
        add_report(text, refreshed.report, say, HALF)
    looked = say.count(
        "Looked at {number} page or feed.", "Looked at {number} pages and feeds.", refreshed.looked
    )
    return _with_losses(text.add(f"\n\n{looked}"), refreshed, say).reply()


def render_losses(refreshed: Refreshed, say: Messages) -> Reply:
    """Return the message that tells an admin who did not ask what is gone."""
    text = Composition().add(say("Pages have gone from the web"), "bold")
    return _with_losses(text, refreshed, say).reply()


def _with_losses(text: Composition, refreshed: Refreshed, say: Messages) -> Composition:
    room = LONGEST_LINE // 2 if refreshed.report else LONGEST_LINE
    failed = [str(error) for error in refreshed.failed]
    add_list(text, say("Gone from the web; their articles stay"), refreshed.gone, room)
    add_list(text, say("Not looked at; tried again next time"), failed, room)
    return text
