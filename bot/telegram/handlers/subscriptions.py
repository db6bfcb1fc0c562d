"""Somebody wants to be told of what is new: how do they say so?

Invariant: in a group only its administrators decide, and whoever is told can stop it.
"""

import re
from typing import get_args

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reply import Reply, units
from bot.cards.subscription import LONGEST_KEYWORD, render_subscriptions
from bot.messages import Messages
from bot.records.subscriptions import Kind
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.subscriptions import subscribe, subscriptions, unsubscribe
from bot.telegram.context import Context
from bot.telegram.handlers.permissions import is_group_admin
from bot.telegram.requests import Command, Press

DATA = re.compile(rf"{BUTTONS_FORM}:(subscribe|stop):(\d{{1,18}})")
KINDS: tuple[Kind, ...] = get_args(Kind)  # in the order that buttons count them


async def on_subscribe(command: Command, context: Context) -> Reply:
    """Show what the chat is told of; with a word behind the command, tell of that, too."""
    session, keyword = command.session, command.text
    if not await _may_decide(session, context):
        return Reply(session.say("Only this group's admins can do that."))
    if units(keyword) > LONGEST_KEYWORD:
        return Reply(session.say("That is too long: one word or name, please."))
    if keyword:
        await subscribe(session, "keyword", keyword, context.desk)
    return await _shown(session, context.desk)


async def on_unsubscribe(command: Command, context: Context) -> Reply:
    """Show what the chat is told of, with buttons to stop it."""
    return await _shown(command.session, context.desk)


async def on_button(press: Press, context: Context) -> None:
    """Begin or stop to tell a chat of something."""
    session, say = press.session, press.session.say
    if press.message is None:
        await press.answer(out_of_date(say))
    elif not await _may_decide(session, context):
        await press.answer(say("Only this group's admins can do that."))
    else:
        await press.answer(await _change(press, context.desk))


def out_of_date(say: Messages) -> str:
    """Say that what a button meant is not there any more."""
    return say("This button is out of date. /subscribe shows what there is.")


async def _change(press: Press, desk: Desk) -> str | None:
    """Do what a button says; return what to tell whoever pressed."""
    session, number, say = press.session, press.number, press.session.say
    alert = None
    if press.verb == "stop":
        stopped = await unsubscribe(session, number, desk)
        alert = say("Stopped.") if stopped else say("It had been stopped already.")
    elif number < len(KINDS) - 1:  # a word cannot be pressed
        await subscribe(session, KINDS[number], "", desk)
    else:
        return None
    await press.show(await _shown(session, desk))
    return alert


async def _shown(session: Session, desk: Desk) -> Reply:
    return render_subscriptions(await subscriptions(session, desk), session.say)


async def _may_decide(session: Session, context: Context) -> bool:
    """Tell whether somebody decides for a chat: their own, or a group of which they are admin."""
    return session.private or await is_group_admin(session, context)
