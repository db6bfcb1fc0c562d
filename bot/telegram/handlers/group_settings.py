"""The administrators of a group settle how the bot behaves there: how?

Invariant: only they and the bot's admins may, and whoever presses is asked of Telegram each time;
a choice is stored before it is shown, and holds for the next question.
"""

import re
from dataclasses import replace

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.group import LISTED, render_choice, render_group_languages, render_settings
from bot.cards.reply import Reply
from bot.languages import LANGUAGES
from bot.service import group_settings
from bot.service.desk import Desk
from bot.service.session import Session
from bot.telegram.context import Context
from bot.telegram.handlers.permissions import is_group_admin
from bot.telegram.handlers.preferences import on_language
from bot.telegram.menus import set_groups_menu
from bot.telegram.requests import Command, Press, out_of_date

DATA = re.compile(
    rf"{BUTTONS_FORM}:(settings|grouplanguage|quiet|closed|shelf|shelfarticle|shelffolder|wholeshelf)"
    r":(\d{1,18})(?::(\d{1,9}))?"
)


async def on_settings(command: Command, context: Context) -> Reply:
    """Show a group's settings to its administrators; in a private chat, the person's own."""
    session = command.session
    if session.private:
        return await on_language(command, context)
    if await is_group_admin(session, context):
        return render_settings(session.group, session.say)
    return Reply(session.say("Only administrators of this group can do that."))


async def on_button(press: Press, context: Context) -> None:
    """Change what an administrator's button says, and show what holds now."""
    session = press.session
    if press.message is None or session.private:
        await press.answer(out_of_date(session.say))
        return
    if not await is_group_admin(session, context):
        await press.answer(session.say("Only administrators of this group can do that."))
        return
    reply = await _changed(press, context)
    if reply:
        await press.show(reply)
    await press.answer(None if reply else out_of_date(session.say))


async def _changed(press: Press, context: Context) -> Reply | None:
    """Change what a button says; return what holds now, or None if there is no such thing."""
    session, number, desk = press.session, press.number, context.desk
    match press.verb:
        case "grouplanguage":
            return await _language(number, press.position, session, context)
        case "quiet":
            settings = replace(session.group, quiet=number > 0)
            session = await group_settings.change(session, settings, desk)
        case "closed":
            settings = replace(session.group, closed=number > 0)
            session = await group_settings.change(session, settings, desk)
        case "shelf":
            return await _articles(number, session, desk)
        case "shelfarticle":
            changed = await group_settings.toggle_article(session, number, desk)
            return await _articles(press.position or 0, changed, desk)
        case "shelffolder":
            return await _articles(
                0, await group_settings.toggle_folder(session, number, desk), desk
            )
        case "wholeshelf":
            return await _articles(0, await group_settings.choose_all(session, desk), desk)
    return render_settings(session.group, session.say)


async def _language(
    number: int, position: int | None, session: Session, context: Context
) -> Reply | None:
    """Offer the languages; with a position, the one of the number was chosen."""
    if number > len(LANGUAGES):
        return None
    if position is not None:
        settings = replace(session.group, language=("", *LANGUAGES)[number])
        session = await group_settings.change(session, settings, context.desk)
        await set_groups_menu(context.bot, context.desk, int(session.chat))
    return render_group_languages(session.group, session.say)


async def _articles(start: int, session: Session | None, desk: Desk) -> Reply | None:
    """Return the message in which articles are chosen; None if what was chosen does not exist."""
    if session is None:
        return None
    found = await group_settings.choosable(start, LISTED, desk)
    page, total = found.listing, found.listing.articles
    return render_choice(
        session.scope, found.folders, page.items, page.start, total, say=session.say
    )
