"""A person chooses a language, or answers that are easy to read: how?

Invariant: a choice is made in a private chat, where nobody else's messages change with it; it is
stored before it is said.
"""

import re

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.links import LANGUAGE, start_link
from bot.cards.preferences import render_easy, render_languages
from bot.cards.reply import Button, Reply
from bot.languages import LANGUAGES
from bot.service.preferences import choose_easy, choose_language
from bot.service.session import Session
from bot.telegram.context import Context
from bot.telegram.menus import set_persons_menu
from bot.telegram.requests import Command, Press, out_of_date

DATA = re.compile(rf"{BUTTONS_FORM}:(language|easy):(\d)")


async def on_language(command: Command, _context: Context) -> Reply:
    """Offer the languages, in a private chat."""
    session = command.session
    if not session.private:
        return _way_to_private(session)
    return render_languages(session.preference, session.say)


async def on_easy(command: Command, context: Context) -> Reply:
    """Switch easy answers on or off, in a private chat."""
    session = command.session
    if not session.private:
        return _way_to_private(session)
    return await _choose("easy", 0 if session.preference.easy else 1, session, context)


async def on_button(press: Press, context: Context) -> None:
    """Make a choice, and show it in the language that holds from now on."""
    session, known = press.session, press.verb == "easy" or press.number <= len(LANGUAGES)
    if press.message is None or not session.private or not known:
        await press.answer(out_of_date(session.say))
        return
    await press.show(await _choose(press.verb, press.number, session, context))
    await press.answer()


async def _choose(what: str, number: int, session: Session, context: Context) -> Reply:
    """Store a choice; return what shows it."""
    desk = context.desk
    if what == "easy":
        session = await choose_easy(session, desk, easy=number > 0)
        render = render_easy
    else:
        session = await choose_language(session, ("", *LANGUAGES)[number], desk)
        render = render_languages
    await set_persons_menu(context.bot, desk, int(session.person))
    return render(session.preference, session.say)


def _way_to_private(session: Session) -> Reply:
    link, say = start_link(session.bot, LANGUAGE), session.say
    words = say("Your own language is chosen in a private chat; the group's with /settings.")
    return Reply(words, buttons=((Button(say("Open the private chat"), url=link),),))
