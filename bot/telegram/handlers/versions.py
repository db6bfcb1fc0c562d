"""An admin wants to know what was live before, or to have it back.

Invariant: the handler returns at once; going back is told with the command that undoes it.
"""

from telegram import Message, Update

from bot.cards.reply import Composition, Reply
from bot.messages import Messages
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.reload import add_list, render_refusal
from knowledge import KnowledgeError, Version

LISTED = 10  # versions in one message


async def on_versions(update: Update, context: Context) -> None:
    """List the last knowledge versions for an admin."""
    message = update.message
    if message:
        listed = await context.desk.base.library.versions(LISTED)
        await sending.send(message, render_versions(listed, context.say(update)))


async def on_rollback(update: Update, context: Context) -> None:
    """Go back to the version before, or to a kept one by its number, for an admin."""
    message = update.message
    if message is None:
        return
    say, words = context.say(update), context.args or []
    if len(words) > 1 or not all(word.isdecimal() for word in words):
        await sending.send(message, Reply(say("Write /rollback, or /rollback and a version.")))
        return
    shown = await sending.send(message, Reply(say("Going back …")))
    to = int(words[0]) if words else None
    context.in_background(_roll_back(shown, to, update, context), update)


async def _roll_back(shown: Message, to: int | None, update: Update, context: Context) -> None:
    """Go back: in a moment, or in a minute where the kept index is gone."""
    base, say = context.desk.base, context.say(update)
    who = str(update.effective_user.id) if update.effective_user else ""
    try:
        version = await base.roll_back(to, who=who)
        reply = render_rollback(version, tuple(await base.library.held()), say)
    except KnowledgeError as error:
        reply = render_refusal(error, say)
    await sending.edit(context.bot, shown.chat_id, shown.message_id, reply)


def render_versions(versions: list[Version], say: Messages) -> Reply:
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
    words = {"shell": say("from the shell"), "start": say("at the start"), "watch": say("watching")}
    return words.get(who) or (say("admin {number}", number=who) if who else "–")
