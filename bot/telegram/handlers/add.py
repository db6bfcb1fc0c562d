"""An admin sends a link or a file: how does it become an article?

Invariant: nothing is added before somebody saw what it is and pressed *add*; only the admin who
sent it may press, and the offer waits in the database, so that a restart loses nothing.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable

from telegram import Bot, Document, Message, Update
from telegram.error import TelegramError

from bot.cards.article import card_button, render_offer
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reply import LONGEST_TEXT, Reply, shortened
from bot.messages import Messages
from bot.records.offers import PendingOffer
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers import ask as asking
from bot.telegram.handlers.reload import render_report
from knowledge import KnowledgeError, Offer, offer_of

DATA = re.compile(rf"{BUTTONS_FORM}:(add|discard):(\d{{1,18}})")
LINK = re.compile(r"\s*(https?://\S+)\s*", re.IGNORECASE)
LARGEST_FILE = 20_000_000  # bytes that Telegram lets a bot download
MOST_LINKS = 5  # of one message
WAITING_SECONDS = 86_400.0  # an offer that nobody answered for a day is forgotten
LONGEST_SHOWN = 300  # units of an address or a file name

Understood = Callable[[], Awaitable[Offer]]


async def on_add(update: Update, context: Context) -> None:
    """Offer what stands at the addresses behind /add, or the file that it replies to."""
    message = update.message
    if message is None:
        return
    say = context.say(update)
    if message.chat.type != message.chat.PRIVATE:
        await sending.send(message, Reply(say("Write that to me in a private chat, please.")))
        return
    answered = message.reply_to_message
    if answered and answered.document:
        await _offer_document(answered.document, message, update, context)
        return
    words = context.args or ((answered.text or "").split() if answered else [])
    links = [word for word in words if LINK.fullmatch(word)]
    if not links:
        hint = say("Write an address after /add, or send me a link or a file.")
        await sending.send(message, Reply(hint))
    for link in links[:MOST_LINKS]:
        await _offer_link(link, message, update, context)


async def on_link(update: Update, context: Context) -> None:
    """Offer the page of an admin's link; anybody else's link is a question."""
    message = update.message
    match = LINK.fullmatch(message.text or "") if message else None
    if message is None or match is None or not context.is_from_admin(update):
        await asking.on_text(update, context)
        return
    await _offer_link(match[1], message, update, context)


async def on_document(update: Update, context: Context) -> None:
    """Offer what an admin's file says; other files are left alone."""
    message = update.message
    if message and message.document and context.is_from_admin(update):
        await _offer_document(message.document, message, update, context)


async def on_button(update: Update, context: Context) -> None:
    """Add or discard what was offered."""
    query = update.callback_query
    if query is None:
        return
    say = context.say(update)
    pending, action = await _pressed(query.data or "", update, context)
    if pending is None or not isinstance(query.message, Message):
        alert = say("This is not waiting any more. Send it again, please.")
        await sending.acknowledge(query, alert)
        return
    if action == "discard":
        await context.desk.records.offers.answered(pending.offer)
        reply = Reply(say("Discarded. Nothing was added."))
    else:
        reply = await _added(pending, context, say)
    await sending.edit(context.bot, query.message.chat_id, query.message.message_id, reply)
    await sending.acknowledge(query)


async def _pressed(data: str, update: Update, context: Context) -> tuple[PendingOffer | None, str]:
    """Return the offer of a button if whoever pressed may decide about it."""
    match, chat, user = DATA.fullmatch(data), update.effective_chat, update.effective_user
    if match is None or chat is None or user is None or not context.is_from_admin(update):
        return None, ""
    since = context.desk.now() - WAITING_SECONDS
    pending = await context.desk.records.offers.get(int(match[2]), since)
    if pending is None or (pending.chat, pending.person) != (str(chat.id), str(user.id)):
        return None, ""
    return pending, match[1]


async def _added(pending: PendingOffer, context: Context, say: Messages) -> Reply:
    desk = context.desk
    try:
        placed = await desk.base.editor.places_for(desk.settings.articles, pending.files)
        report = await desk.base.editor.add(desk.settings.articles, placed, who=pending.person)
    except KnowledgeError as error:
        again = (
            card_button(say("Try again"), "add", pending.offer),
            card_button(say("Discard"), "discard", pending.offer),
        )
        return Reply(shortened(str(error), LONGEST_TEXT), buttons=(again,))
    await desk.records.offers.answered(pending.offer)
    return render_report(report, say)


async def _offer_link(link: str, message: Message, update: Update, context: Context) -> None:
    async def understood() -> Offer:
        page = await context.desk.fetch(link)
        return await asyncio.to_thread(offer_of, page.content, page.name, page.url)

    await _begin(link, understood, message, update, context)


async def _offer_document(
    document: Document, message: Message, update: Update, context: Context
) -> None:
    name = document.file_name or "file"
    say = context.say(update)
    if (document.file_size or 0) > LARGEST_FILE:
        words = say("Telegram gives me files of up to 20 MB. Put it into the articles folder.")
        await sending.send(message, Reply(words))
        return

    async def understood() -> Offer:
        content = await _downloaded(document, context.bot)
        return await asyncio.to_thread(offer_of, content, name)

    await _begin(name, understood, message, update, context)


async def _downloaded(document: Document, bot: Bot) -> bytes:
    file = await bot.get_file(document.file_id)
    return bytes(await file.download_as_bytearray())


async def _begin(
    name: str, understood: Understood, message: Message, update: Update, context: Context
) -> None:
    """Say that something is being looked at, and look at it while other updates are handled."""
    say = context.say(update)
    words = say("Looking at {name} …", name=shortened(name, LONGEST_SHOWN))
    shown = await sending.send(message, Reply(words))
    person = str(update.effective_user.id) if update.effective_user else ""
    context.in_background(_offer(shown, person, understood, context, say), update)


async def _offer(
    shown: Message, person: str, understood: Understood, context: Context, say: Messages
) -> None:
    try:
        reply = await _offered(await understood(), str(shown.chat_id), person, context, say)
    except KnowledgeError as error:
        reply = Reply(shortened(str(error), LONGEST_TEXT))
    except TelegramError as error:
        reply = Reply(say("Telegram did not give me the file ({problem}).", problem=error.message))
    await sending.edit(context.bot, shown.chat_id, shown.message_id, reply)


async def _offered(offer: Offer, chat: str, person: str, context: Context, say: Messages) -> Reply:
    desk, files = context.desk, offer.files
    placed = await desk.base.editor.places_for(desk.settings.articles, files)
    number = await desk.records.offers.put(desk.now(), chat, person, files) if files else 0
    return render_offer(offer, placed, number, say)
