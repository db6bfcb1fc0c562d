"""What do people ask that the articles do not say, and how is that mended?

Invariant: the list is shown in a private chat, or in that of the admins.
"""

import re

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reply import Reply
from bot.cards.unanswered import render_gathered, render_unanswered
from bot.messages import Messages
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.unanswered import gathered, unanswered, write_answer
from bot.telegram.context import Context
from bot.telegram.requests import Command, Press, only_in_private

DATA = re.compile(rf"{BUTTONS_FORM}:(notanswered|unanswered|write):(\d{{1,18}})")


async def on_unanswered(command: Command, context: Context) -> Reply:
    """List what was not answered, the most asked first."""
    session, desk = command.session, context.desk
    if not _is_shown_to(session, desk):
        return only_in_private(session.say)
    return await _page(0, session, desk)


async def on_button(press: Press, context: Context) -> None:
    """Turn the page, show a question, or have its answer written."""
    if press.message is None or not _is_shown_to(press.session, context.desk):
        await press.answer(out_of_date(press.session.say))
    else:
        await press.answer(await _act(press, context.desk))


def out_of_date(say: Messages) -> str:
    """Say that what a button meant is not there any more."""
    return say("This button is out of date. /unanswered has the list.")


def _is_shown_to(session: Session, desk: Desk) -> bool:
    """Tell whether somebody is where the list is shown."""
    return session.private or session.chat == str(desk.settings.admin_chat)


async def _act(press: Press, desk: Desk) -> str | None:
    """Do what a button says; return what to tell whoever pressed."""
    session, number = press.session, press.number
    if press.verb == "notanswered":
        await press.show(await _page(number, session, desk))
        return None
    if press.verb == "unanswered":
        one = await gathered(number, desk)
        if one:
            await press.show(render_gathered(one, session.say))
        return None if one else out_of_date(session.say)
    return await _write(press, desk)


async def _write(press: Press, desk: Desk) -> str | None:
    """Send the admin a question to reply to; nobody waits for that reply."""
    say = press.session.say
    match await write_answer(press.number, int(press.session.chat), desk):
        case "gone":
            return out_of_date(say)
        case "already":
            return say("This question has been passed on already.")
        case "requested":
            await press.query.edit_message_reply_markup(None)
            return None


async def _page(start: int, session: Session, desk: Desk) -> Reply:
    days = desk.settings.retention_days
    return render_unanswered(await unanswered(desk), start, days, session.say)
