"""A button under an answer was pressed: what does the reader see?

Invariant: a button carries a turn's number and a position, everything else is in the database, so
it works after a restart; data that was forged, belongs to another chat or is too old gets a short
alert and changes nothing.
"""

import re

from bot.cards.answer import render_citation, render_context, render_gone, render_whole
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.handoff import with_person_row
from bot.cards.links import permalink
from bot.cards.reply import Reply
from bot.records.turns import Turn
from bot.service.answer_views import Gone, View, turn_here, view
from bot.service.desk import Desk
from bot.service.handoff import is_still_offered
from bot.service.session import Session
from bot.telegram.context import Context
from bot.telegram.requests import Press, out_of_date

DATA = re.compile(rf"{BUTTONS_FORM}:(context|passage|whole):(\d{{1,18}}):(\d{{1,3}})")


async def on_button(press: Press, context: Context) -> None:
    """Show the passage or the context that a button asks for, in place."""
    reply = await _view(press, context.desk)
    if reply is None or press.message is None:
        await press.answer(out_of_date(press.session.say))
        return
    await press.show(reply)
    await press.answer()


async def _view(press: Press, desk: Desk) -> Reply | None:
    session = press.session
    turn = await turn_here(session, press.number, desk)
    if turn is None:
        return None
    reply = await shown_view(turn, press.verb, press.position or 0, session, desk)
    if reply is None or not await is_still_offered(turn, desk):
        return reply
    return with_person_row(reply, turn.turn, session.say, session.surface)


async def shown_view(
    turn: Turn, name: str, position: int, session: Session, desk: Desk
) -> Reply | None:
    """Return the message with a view of an answer; None if it has none at that position."""
    found = await view(session, turn, name, position, desk)
    if isinstance(found, Gone):
        return render_gone(found.changed, session.say)
    return _rendered(found, name, session, desk) if found else None


def _rendered(found: View, name: str, session: Session, desk: Desk) -> Reply:
    say, surface = session.say, session.surface
    if name == "context":
        link = permalink(surface.bot, found.citation.passage)
        return render_context(found.citation, found.around, found.shown, say, link, surface=surface)
    if name == "whole":
        return render_whole(found.citation, found.shown, say)
    contact = desk.settings.contact
    return render_citation(found.citation, found.shown, say, contact, surface, cited=found.cited)
