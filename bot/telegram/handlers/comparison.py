"""A text was passed on: how does what the articles say of it come back?

Invariant: the texts of one case have one answer, which is changed in place as they come.
"""

from telegram import Message
from telegram.error import BadRequest

from bot.cards.comparison import render_comparison
from bot.cards.reply import Reply
from bot.delivery.handling import current
from bot.service import asking, comparing
from bot.service.asking import Question
from bot.service.comparing import Told
from bot.service.desk import Desk
from bot.service.page_links import linked
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers import articles
from bot.telegram.handlers.chat_action import at_work


async def answer(question: Question, message: Message, session: Session, context: Context) -> None:
    """Compare what a message passes on with the articles, and show that."""
    handling, desk = current(), context.desk
    async with at_work(message):
        told = await comparing.compare(session, question, message.date.timestamp(), desk)
        if not told.is_told:
            return
        if not handling.sent:  # else it could only not be noted
            handling.sent = await _shown(told, question, message, session, context)
        await asking.shown(told.turn, handling.sent, desk)


def rendered(told: Told, session: Session, context: Context) -> Reply:
    """Return the message that shows what the articles say of a text."""
    settings = context.desk.settings
    return render_comparison(
        told.compared,
        told.turn,
        session.say,
        settings.contact,
        session.surface,
        helped=bool(settings.helpers),
    )


async def _of_link(question: Question, session: Session, desk: Desk) -> Reply | None:
    """Return the card of the article to which a text links that is not in its words."""
    found = await linked(session, question, desk)
    return await articles.card(found.item.number, session, desk) if found.item else None


async def _shown(
    told: Told, question: Question, message: Message, session: Session, context: Context
) -> str:
    """Show it in the place of the answer to what came before, and return where that is."""
    reply = rendered(told, session, context)
    if not told.compared.comparisons:
        reply = await _of_link(question, session, context.desk) or reply
    if told.reply:
        try:
            await sending.edit(context.bot, message.chat_id, int(told.reply), reply)
        except BadRequest:  # it was deleted
            pass
        else:
            return told.reply
    sent = await sending.send(message, reply, silent=session.group.quiet)
    return str(sent.message_id)
