"""What is remembered of me, and how do I get it or have it forgotten?

Invariant: only a person's own things, only in a private chat, and nothing is deleted before the
person has said so twice.
"""

import re

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.privacy import render_forget, render_privacy
from bot.cards.reply import Reply
from bot.messages import Messages
from bot.service.privacy import forget, own_records
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.menus import set_persons_menu
from bot.telegram.requests import Command, Press, only_in_private

DATA = re.compile(rf"{BUTTONS_FORM}:(forget):(\d{{1,18}})")
FILE = "youju-my-data.json"


async def on_privacy(command: Command, context: Context) -> Reply:
    """Say what is remembered, and for how long."""
    return render_privacy(context.desk.settings.retention_days, command.session.say)


async def on_mydata(command: Command, context: Context) -> Reply | None:
    """Send a person all that is remembered of them, as a file."""
    session = command.session
    if not session.private:
        return only_in_private(session.say)
    content = await own_records(session, context.desk)
    if content is None:
        return Reply(session.say("Nothing about you is stored."))
    await sending.send_file(command.message, FILE, content)
    return None


async def on_forget(command: Command, _context: Context) -> Reply:
    """Ask whether everything shall be forgotten."""
    session = command.session
    if not session.private:
        return only_in_private(session.say)
    return render_forget(int(session.person), session.say)


async def on_button(press: Press, context: Context) -> None:
    """Forget whoever presses, if it is they who asked for it."""
    session = press.session
    if str(press.number) != session.person:
        await press.answer(not_yours(session.say))
        return
    await forget(session, context.desk)
    await set_persons_menu(context.bot, context.desk, press.number)
    await press.show(Reply(session.say("Everything about you is deleted.")))
    await press.answer()


def not_yours(say: Messages) -> str:
    """Say that somebody else was given this button."""
    return say("This button is not yours.")
