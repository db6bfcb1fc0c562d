"""Somebody says hello, thanks, or asks who this is: what does the bot say?

Invariant: the questions that are proposed are answered by the articles that may answer there.
"""

from bot.cards.reply import Reply
from bot.cards.small_talk import render_small_talk
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Intent


async def small_talk(intent: Intent, session: Session, desk: Desk) -> Reply:
    """Return the reply to a message that asks nothing of the articles."""
    articles = visible_to(session, desk)
    examples, read = await articles.examples(), await articles.catalogue.counts()
    return render_small_talk(intent, examples, read, session.say)
