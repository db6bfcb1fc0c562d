"""An admin sends a link or a file: how is it offered, and added?

Invariant: what is offered is read while other updates are handled, and only admins are offered
anything: anybody else's link is a question.
"""

import re
from collections.abc import Awaitable, Callable

from telegram import Bot, Document, Message, Update
from telegram.error import TelegramError

from bot.cards.article import card_button, render_offer
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reload import render_report
from bot.cards.reply import LONGEST_TEXT, Reply, shortened
from bot.messages import Messages
from bot.records.offers import PendingOffer
from bot.service import offers
from bot.service.desk import Desk
from bot.service.page_links import is_known, links_in
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.ask import on_text
from bot.telegram.hearing import said
from bot.telegram.requests import Command, Press, only_in_private
from knowledge import KnowledgeError, Offer

DATA = re.compile(rf"{BUTTONS_FORM}:(add|discard):(\d{{1,18}})")
LINK = re.compile(r"\s*(https?://\S+)\s*", re.IGNORECASE)
LARGEST_FILE = 20_000_000  # bytes that Telegram lets a bot download
MOST_LINKS = 5  # of one message
LONGEST_SHOWN = 300  # units of an address or a file name

Read = Callable[[], Awaitable[Offer]]


async def on_add(command: Command, context: Context) -> Reply | None:
    """Offer what stands at the addresses behind /add, or the file that it replies to."""
    session, message = command.session, command.message
    if not session.private:
        return only_in_private(session.say)
    answered = message.reply_to_message
    if answered and answered.document:
        await _offer_document(answered.document, message, session, context)
        return None
    words = command.words or ((answered.text or "").split() if answered else ())
    links = [word for word in words if LINK.fullmatch(word)]
    for link in links[:MOST_LINKS]:
        await _offer_link(link, message, session, context)
    hint = session.say("Write an address after /add, or send me a link or a file.")
    return None if links else Reply(hint)


async def on_link(update: Update, context: Context) -> None:
    """Offer the page of an admin's link; with words beside it, answer these first.

    Then it is offered if no article is from there. Anybody else's link is a question.
    """
    message, session = update.message, context.session(update)
    links = links_in(said(message)) if message else ()
    if message is None or not links:
        return
    alone = LINK.fullmatch(said(message)) is not None
    if not (session.is_from_admin and alone):
        await on_text(update, context)
    if session.is_from_admin and (alone or not await is_known(session, links, context.desk)):
        await _offer_link(links[0], message, session, context)


async def on_document(update: Update, context: Context) -> None:
    """Offer what an admin's file says; below other files, words are a question."""
    message, session = update.message, context.session(update)
    if message and message.document and session.is_from_admin:
        await _offer_document(message.document, message, session, context)
    elif message and message.caption:
        await on_text(update, context)


async def on_button(press: Press, context: Context) -> None:
    """Add or discard what was offered."""
    desk, say = context.desk, press.session.say
    pending = await offers.pending_offer(press.session, press.number, desk)
    if pending is None or press.message is None:
        await press.answer(out_of_date(say))
        return
    if press.verb == "discard":
        await offers.discard(pending, desk)
        reply = Reply(say("Discarded. Nothing was added."))
    else:
        reply = await _added(pending, desk, say)
    await press.show(reply)
    await press.answer()


def out_of_date(say: Messages) -> str:
    """Say that an offer is not waiting for a decision."""
    return say("This is not waiting any more. Send it again, please.")


async def _added(pending: PendingOffer, desk: Desk, say: Messages) -> Reply:
    try:
        return render_report(await offers.add(pending, desk), say)
    except KnowledgeError as error:
        again = (
            card_button(say("Try again"), "add", pending.offer),
            card_button(say("Discard"), "discard", pending.offer),
        )
        return Reply(shortened(str(error), LONGEST_TEXT), buttons=(again,))


async def _offer_link(link: str, message: Message, session: Session, context: Context) -> None:
    async def read() -> Offer:
        return await offers.read_page(link, context.desk)

    await _begin(link, read, message, session, context)


async def _offer_document(
    document: Document, message: Message, session: Session, context: Context
) -> None:
    name = document.file_name or "file"
    if (document.file_size or 0) > LARGEST_FILE:
        say = session.say
        words = say("Telegram gives me files of up to 20 MB. Put it into the articles folder.")
        await sending.send(message, Reply(words))
        return

    async def read() -> Offer:
        return await offers.read_file(await _downloaded(document, context.bot), name, context.desk)

    await _begin(name, read, message, session, context)


async def _downloaded(document: Document, bot: Bot) -> bytes:
    file = await bot.get_file(document.file_id)
    return bytes(await file.download_as_bytearray())


async def _begin(
    name: str, read: Read, message: Message, session: Session, context: Context
) -> None:
    """Say that something is being looked at, and look at it while other updates are handled."""
    words = session.say("Looking at {name} …", name=shortened(name, LONGEST_SHOWN))
    shown = await sending.send(message, Reply(words))
    context.in_background(_offer(shown, read, session, context.desk))


async def _offer(shown: Message, read: Read, session: Session, desk: Desk) -> None:
    say = session.say
    try:
        offered = await offers.offer(session, await read(), desk)
        reply = render_offer(offered.offer, offered.placed, offered.number, say)
    except KnowledgeError as error:
        reply = Reply(shortened(str(error), LONGEST_TEXT))
    except TelegramError as error:
        reply = Reply(say("Telegram did not give me the file ({problem}).", problem=error.message))
    await sending.show(shown, reply)
