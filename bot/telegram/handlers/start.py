"""The bot was started, maybe by a link: what does the reader see?

Invariant: what links open is for the one who opened them, so only in a private chat; a link carries
a passage's key and nothing of who made it.
"""

from bot.cards.answer import render_citation, render_gone
from bot.cards.links import HELP, LANGUAGE, TO_PASSAGE, TO_READING, TO_REASON
from bot.cards.reply import Reply
from bot.service import asking
from bot.service.answer_views import Gone, gone
from bot.service.deep_links import open_passage
from bot.service.reading import open_at
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.about import greeting, on_help
from bot.telegram.handlers.feedback import ask_for_reason
from bot.telegram.handlers.preferences import on_language
from bot.telegram.handlers.read import render_opened
from bot.telegram.requests import Command, CommandHandler

WORDS: dict[str, CommandHandler] = {HELP: on_help, LANGUAGE: on_language}


async def on_start(command: Command, context: Context) -> Reply | None:
    """Open what a link names, or greet."""
    payload = command.words[0] if command.words and command.session.private else ""
    if payload in WORDS:
        return await WORDS[payload](command, context)
    if match := TO_PASSAGE.fullmatch(payload):
        return await _passage(match[1], command, context)
    if match := TO_READING.fullmatch(payload):
        return await _article(match[1], command, context)
    if match := TO_REASON.fullmatch(payload):
        turn, message = int(match[1]), command.message
        if await ask_for_reason(turn, message, command.session, context):
            return None
    return await greeting(command, context)


async def _passage(key: str, command: Command, context: Context) -> Reply | None:
    """Show the passage of a key."""
    session, desk, message = command.session, context.desk, command.message
    linked = await open_passage(session, key, str(message.message_id), desk)
    if isinstance(linked, Gone):
        return render_gone(linked.changed, session.say)
    surface = session.surface
    reply = render_citation(linked.citation, linked.shown, session.say, surface=surface)
    sent = await sending.send(message, reply)
    await asking.shown(linked.shown.turn, str(sent.message_id), desk)
    return None


async def _article(key: str, command: Command, context: Context) -> Reply:
    """Open the article of a passage where it stands."""
    session, desk = command.session, context.desk
    opened = await open_at(session, key, desk)
    if opened is None:
        return render_gone((await gone(session, key, desk)).changed, session.say)
    return render_opened(opened, session)
