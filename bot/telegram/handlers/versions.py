"""An admin wants to know what was live before, or to have it back.

Invariant: the handler returns at once; going back is told with the command that undoes it.
"""

from telegram import Message

from bot.cards.reload import render_refusal
from bot.cards.reply import Reply
from bot.cards.versions import render_rollback, render_versions
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.versions import roll_back, versions
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.requests import Command, number_in
from knowledge import KnowledgeError


async def on_versions(command: Command, context: Context) -> Reply:
    """List the last knowledge versions for an admin."""
    return render_versions(await versions(context.desk), command.session.say)


async def on_rollback(command: Command, context: Context) -> Reply | None:
    """Go back to the version before, or to a kept one by its number, for an admin."""
    session, words = command.session, command.words
    to = number_in(words[0]) if words else None
    if len(words) > 1 or (words and to is None):
        return Reply(session.say("Write /rollback, or /rollback and a version."))
    shown = await sending.send(command.message, Reply(session.say("Going back …")))
    context.in_background(_roll_back(shown, to, session, context.desk))
    return None


async def _roll_back(shown: Message, to: int | None, session: Session, desk: Desk) -> None:
    try:
        done = await roll_back(session, to, desk)
        reply = render_rollback(done.version, done.held, session.say)
    except KnowledgeError as error:
        reply = render_refusal(error, session.say)
    await sending.show(shown, reply)
