"""How do knowledge versions, and going back to one, read in a chat?

Invariant: going back is told with the command that undoes it.
"""

from collections.abc import Sequence

from bot.cards.reload import add_list
from bot.cards.reply import Composition, Reply
from bot.messages import Messages
from knowledge import Version


def render_versions(versions: Sequence[Version], say: Messages) -> Reply:
    """Return the message that lists versions, newest first."""
    if not versions:
        return Reply(say("There is no version yet: nothing has been read."))
    text = Composition().add(say("Knowledge versions"), "bold")
    for position, version in enumerate(versions):
        text.add("\n\n").add(say("version {version}", version=version.version), "bold")
        state = [say("live")] if position == 0 else [] if version.kept else [say("not kept")]
        at = f"{version.at[:16].replace('T', ' ')} UTC"
        text.add(" · " + " · ".join([*state, at, _who(version.who, say)]))
        text.add("\n" + _what(version, say))
    if len(versions) > 1:
        text.add("\n\n" + say("/rollback goes one step back, /rollback NUMBER to a kept version."))
    return text.reply()


def render_rollback(version: Version, held: tuple[str, ...], say: Messages) -> Reply:
    """Return the message that tells what going back has changed."""
    text = Composition().add(_what(version, say), "bold")
    now, before = version.version, version.version - 1
    text.add("\n\n" + say("This is version {version} now.", version=now))
    text.add(" " + say("/rollback {version} undoes it.", version=before))
    add_list(text, say("Held back since a rollback, until they change"), held)
    if held:
        text.add("\n\n" + say("/reload force reads them as they are."))
    return text.reply()


def _what(version: Version, say: Messages) -> str:
    counts = version.counts
    changed = say(
        "{added} added, {changed} changed, {removed} removed",
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
    )
    if version.restores is None:
        return changed
    return say("Back to version {version}", version=version.restores) + f": {changed}"


def _who(who: str, say: Messages) -> str:
    words = {
        "shell": say("from the shell"),
        "start": say("at the start"),
        "watch": say("watching"),
        "refetch": say("looking at pages again"),
    }
    return words.get(who) or (say("admin {number}", number=who) if who else "–")
