"""An admin wants to know what is asked: which numbers, and which picture?

Invariant: numbers of questions and people only; nobody is named.
"""

import asyncio

from telegram import Update

from bot.cards.picture import LISTED, draw
from bot.cards.reply import Composition, Reply, shortened
from bot.errors import BotError
from bot.messages import Messages
from bot.records.statistics import Statistics
from bot.telegram import sending
from bot.telegram.context import Context

LONGEST_ROW = 60  # units of a question or title; a caption has 1,024


async def on_stats(update: Update, context: Context) -> None:
    """Send the picture with the numbers below it, or the numbers alone where it cannot be drawn."""
    message, say, desk = update.message, context.say(update), context.desk
    if message is None:
        return
    days = desk.settings.retention_days
    found = await desk.records.statistics(desk.now(), days, LISTED, desk.base.catalogue.titles_of)
    reply = render_statistics(found, say)
    try:
        picture = await asyncio.to_thread(draw, found, say)
    except BotError as error:
        await sending.send(message, Reply(f"{reply.text}\n\n({error})", reply.marks))
        return
    await sending.send_picture(message, picture, reply)


def render_statistics(found: Statistics, say: Messages) -> Reply:
    """Return the numbers in words."""
    total, text = found.total, Composition()
    questions = say.count("{number} question", "{number} questions", total.questions)
    people = say.count("{number} person", "{number} people", found.people)
    text.add(f"{found.days[0].day} – {found.days[-1].day}\n{questions} · {people}", "bold")
    text.add(f"\n{say('answered')} {total.answered} · {say('related passages')} {total.related}")
    text.add(f" · {say('not answered')} {total.unanswered}")
    for heading, rows in ((say("Most asked"), found.asked), (say("Most cited"), found.cited)):
        if rows:
            text.add(f"\n\n{heading}", "bold")
            text.add(
                "".join(f"\n{number} × {shortened(words, LONGEST_ROW)}" for words, number in rows)
            )
    return text.reply()
