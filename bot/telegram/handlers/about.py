"""Who is this bot, what has it read, and how is it asked?"""

from telegram import Update

from bot.cards.help import (
    easy_steps,
    how_to_ask,
    how_to_ask_here,
    render_about,
    render_greeting,
    render_help,
    what_was_read,
)
from bot.cards.reply import Reply
from bot.service import wordless
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from bot.telegram import sending
from bot.telegram.commands import (
    admin_commands,
    commands,
    easy_commands,
    group_admin_commands,
    group_commands,
)
from bot.telegram.context import Context
from bot.telegram.requests import Command


async def greeting(command: Command, context: Context) -> Reply:
    """Greet whoever has started the bot, and say how to ask."""
    session, say = command.session, command.session.say
    if not session.private:
        return Reply(how_to_ask_here(say))
    how = easy_steps(say) if session.manner == "easy" else how_to_ask(say)
    return render_greeting(how, await _what_was_read(session, context.desk), session.bot, say)


async def on_help(command: Command, _context: Context) -> Reply:
    """Say how to ask, and list the commands."""
    session, say = command.session, command.session.say
    if not session.private:
        return render_help(how_to_ask_here(say), group_commands(say) | group_admin_commands(say))
    if session.manner == "easy":
        return render_help(easy_steps(say), easy_commands(say))
    return render_help(
        how_to_ask(say), commands(say), admin_commands(say) if session.is_admin else {}
    )


async def on_about(command: Command, context: Context) -> Reply:
    """Say what this is and which articles it knows."""
    session, desk = command.session, context.desk
    version = await visible_to(session, desk).catalogue.version()
    return render_about(await _what_was_read(session, desk), version, session.say)


async def on_unknown(update: Update, context: Context) -> None:
    """Say what is understood to whoever sends a command that is not ours, or no words at all.

    That is for private chats; in groups nobody has asked the bot. The latter is said once an hour.
    """
    say, message = context.session(update).say, update.message
    if message is None:
        return
    if message.text:
        await sending.send(
            message, Reply(say("I don't know this command. /help lists those I know."))
        )
        return
    session, number, desk = context.session(update), str(message.message_id), context.desk
    if await wordless.is_to_be_told(session, number, desk):
        words = say("I understand written words only. Type your question, please.")
        sent = await sending.send(message, Reply(words))
        await wordless.told(session, number, str(sent.message_id), desk)


async def _what_was_read(session: Session, desk: Desk) -> str:
    return what_was_read(*await visible_to(session, desk).catalogue.counts(), session.say)
