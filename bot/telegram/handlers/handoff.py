"""A question goes to a person, and the reply comes back: which messages and buttons do it?

A button hands the question to the admins; whoever answers replies to the message that tells of it.
Invariant: a forwarded message answers nothing, and only text is passed on.
"""

import re
from contextlib import suppress

from telegram import Message
from telegram.error import TelegramError

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.handoff import handoff_button
from bot.cards.reply import Reply
from bot.messages import Messages
from bot.records.handoffs import Handoff
from bot.service import handoff_replies as replies
from bot.service.desk import Desk
from bot.service.handoff import HandedOn, hand_on
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.requests import Press, out_of_date

DATA = re.compile(rf"{BUTTONS_FORM}:(person|pick|dismiss):(\d{{1,18}})(?::(\d{{1,3}}))?")


async def on_button(press: Press, context: Context) -> None:
    """Hand a question on, point to a passage, or close it."""
    if press.message is None:
        await press.answer(out_of_date(press.session.say))
    elif press.verb == "person":
        await press.answer(await _hand_on(press, press.message, context.desk))
    else:
        await press.answer(await _decide(press, context))


async def on_reply(message: Message, session: Session, context: Context) -> bool:
    """Pass on what somebody wrote in reply to a handed question; tell whether it was that."""
    desk, say = context.desk, session.say
    handoff = await _request_above(message, session, desk, is_admin=session.is_admin)
    if handoff is None:
        return False
    if not message.text:
        await sending.send(message, Reply(say("Only text can be passed on. Write it, please.")))
        return True
    sender = message.sender_chat
    helper = (sender.title or "" if sender else "") or session.name
    is_awaited = await replies.answer(handoff, message.text, str(message.message_id), helper, desk)
    keep = handoff_button(say("Keep as an answer"), "keep", handoff.handoff)
    done = say("Passed on to the person who asked.") if is_awaited else say("Written down.")
    await sending.send(message, Reply(done, buttons=((keep,),)))
    await _show_state(handoff.handoff, context)
    return True


async def on_edited_reply(message: Message, session: Session, context: Context) -> bool:
    """Have an edit of what was passed on reach the asker; tell whether it was that."""
    desk = context.desk
    handoff = await _request_above(message, session, desk, is_admin=session.is_from_admin)
    if handoff is None:
        return False
    await replies.correct(handoff, message.text or "", str(message.message_id), desk)
    return True


async def _request_above(
    message: Message, session: Session, desk: Desk, *, is_admin: bool
) -> Handoff | None:
    """Return the question that a message replies to, if it is one and may be answered from here."""
    answered = message.reply_to_message
    if answered is None or message.forward_origin:
        return None
    if not replies.is_helper(session, desk, is_admin=is_admin):
        return None
    return await replies.request_of(session, str(answered.message_id), desk)


async def _hand_on(press: Press, message: Message, desk: Desk) -> str:
    """Hand the question of a turn to the admins and return what to tell who pressed."""
    outcome = await hand_on(press.session, press.number, _asker(press, message), desk)
    if outcome == "handed on":
        with suppress(TelegramError):
            left = sending.without(message, press.query.data)
            await press.query.edit_message_reply_markup(left)
    return _words(outcome, press.session.say)


def _words(outcome: HandedOn, say: Messages) -> str:
    match outcome:
        case "handed on":
            return say("Passed on to a person. The reply will come here.")
        case "already":
            return say("This question has been passed on already.")
        case "too many":
            return say("Several of your questions are waiting already. Wait for a reply, please.")
        case "not the asker":
            return say("Only the person who asked can pass the question on.")
        case "out of date":
            return out_of_date(say)


async def _decide(press: Press, context: Context) -> str | None:
    """Point to a passage, or close a question, for one of those who got it."""
    say, number = press.session.say, press.number
    match await replies.decide(
        press.session, press.message_id, number, press.position, context.desk
    ):
        case "done":
            await _show_state(number, context)
            return None
        case "closed":
            return say("This question is not waiting any more.")
        case "not an admin":
            return say("Only admins of this bot can do that.")
        case "passage gone":
            return say("The articles have changed, and this passage is gone.")


async def _show_state(number: int, context: Context) -> None:
    """Show everywhere that a question was answered or closed; a comfort, not worth failing for."""
    reply, letters = await replies.request_now(number, context.desk)
    for letter in letters:
        with suppress(TelegramError):
            if reply:
                await sending.edit(context.bot, int(letter.chat), int(letter.message), reply)


def _asker(press: Press, message: Message) -> str:
    user, title = press.query.from_user, message.chat.title
    name = f"{user.full_name} (@{user.username})" if user.username else user.full_name
    return f"{name} · {title}" if title else name
