"""A link to a passage was opened: what does the reader see?

Invariant: a link works for as long as its text stands anywhere in the articles; afterwards it says
what the passage was. It carries a passage's key and nothing of who made it.
"""

from dataclasses import replace

from telegram import Update

from bot import sending
from bot.context import Context
from bot.conversation.browsing import PAYLOAD, gone
from bot.hearing import place
from bot.rendering import Shown, render_citation
from knowledge import Span, Turn, Verdict


async def opened(payload: str, update: Update, context: Context) -> bool:
    """Show the passage that the payload of a link names; tell whether it names any."""
    match, message, say = PAYLOAD.fullmatch(payload), update.message, context.say(update)
    if match is None or message is None:
        return False
    base = context.desk.base
    citation = await base.cite("", match[1])
    if citation is None:
        await sending.send(message, await gone(match[1], base, say))
        return True
    whole = replace(citation, highlight=Span(0, len(citation.quote)))
    turn = Turn(
        place=place(message),
        at=context.desk.now(),
        question="",
        after=None,
        verdict=Verdict.ANSWERED.value,
        passages=(citation.passage,),
    )
    number = await base.people.turns.put(turn)
    reply = render_citation(whole, Shown(number, 0, 1, Verdict.ANSWERED), say)
    sent = await sending.send(message, reply)
    await base.people.turns.replied(number, str(sent.message_id))
    return True
