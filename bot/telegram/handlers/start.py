"""The bot was started, maybe by a link: what does the reader see?

Invariant: a link to a passage works for as long as its text stands anywhere in the articles;
afterwards it says what the passage was. It carries a passage's key and nothing of who made it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import Message, Update

from bot.cards.answer import render_citation
from bot.cards.buttons import Shown
from bot.cards.links import HELP, LANGUAGE, TO_PASSAGE, TO_READING, TO_REASON
from bot.records.turns import Turn
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers import about as introducing
from bot.telegram.handlers import feedback as voicing
from bot.telegram.handlers import preferences as preferring
from bot.telegram.handlers import read as reading
from bot.telegram.handlers.browse import gone
from bot.telegram.hearing import place
from knowledge import Span, Verdict

Opened = Callable[[Update, Context], Awaitable[None]]

WORDS: dict[str, Opened] = {HELP: introducing.on_help, LANGUAGE: preferring.on_language}


async def on_start(update: Update, context: Context) -> None:
    """Open what a link names, or say hello."""
    message, payload = update.message, (context.args or [""])[0]
    if message is None:
        return
    if message.chat.type != message.chat.PRIVATE:
        payload = ""  # what links open is for the one who opened them
    if payload in WORDS:
        await WORDS[payload](update, context)
    elif match := TO_PASSAGE.fullmatch(payload):
        await _open_passage(match[1], message, update, context)
    elif match := TO_READING.fullmatch(payload):
        if not await reading.open_at(match[1], update, context):
            missing = await gone(match[1], context.desk.base, context.say(update))
            await sending.send(message, missing)
    elif (match := TO_REASON.fullmatch(payload)) and await voicing.on_reasons(
        int(match[1]), update, context
    ):
        return
    else:
        await introducing.on_start(update, context)


async def _open_passage(key: str, message: Message, update: Update, context: Context) -> None:
    """Show the passage of a key."""
    base, say = context.desk.base, context.say(update)
    citation = await base.cite("", key)
    if citation is None:
        await sending.send(message, await gone(key, base, say))
        return
    whole = replace(citation, highlight=Span(0, len(citation.quote)))
    turn = Turn(
        place=place(message),
        at=context.desk.now(),
        question="",
        after=None,
        verdict=Verdict.ANSWERED.value,
        passages=(citation.passage,),
    )
    number = await context.desk.records.turns.put(turn)
    shown = Shown(number, 0, 1, Verdict.ANSWERED)
    reply = render_citation(whole, shown, say, door=context.door(update))
    sent = await sending.send(message, reply)
    await context.desk.records.turns.replied(number, str(sent.message_id))
