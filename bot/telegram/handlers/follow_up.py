"""What does a question lean on: words that it quotes, an answer that it replies to, the one before?

Invariant: nobody's question leans on what somebody else asked unless it replies to that; words that
were quoted lead back to the passage where they stand.
"""

from dataclasses import dataclass

from telegram import Message

from bot.records.turns import Place, Turn
from bot.telegram.context import Context


@dataclass(frozen=True, slots=True)
class Leaning:
    """The words that lend a question theirs, and the passage (key) where the search starts."""

    after: str | None = None
    near: str | None = None


async def leaning(message: Message, where: Place, context: Context) -> Leaning:
    """Return what a question that was just written leans on."""
    turns, answered = context.desk.records.turns, message.reply_to_message
    turn = await turns.of_reply(where.chat, str(answered.message_id)) if answered else None
    quoted = quoted_words(message)
    if quoted:
        return Leaning(quoted, await _place_of(quoted, turn, context) if turn else None)
    if turn is None:
        since = context.desk.now() - 60 * context.desk.settings.follow_up_minutes
        turn = await turns.latest(where, since)
    return Leaning(turn.question if turn else None)


async def leaning_again(message: Message, turn: Turn, context: Context) -> Leaning:
    """Return what an edited question leans on: what it leant on before."""
    if quoted_words(message):
        return await leaning(message, turn.place, context)
    return Leaning(turn.after)


def quoted_words(message: Message) -> str:
    """Return the words that somebody chose to quote in a reply."""
    return message.quote.text.strip() if message.quote and message.quote.is_manual else ""


async def _place_of(quoted: str, turn: Turn, context: Context) -> str | None:
    """Return the key of the passage of an answer, or of a neighbour, that has some words."""
    articles = context.desk.base.catalogue
    for key in turn.passages:
        around = await articles.around(key)
        for passage in (await articles.passage(key), *around):
            if passage and _squeezed(quoted) in _squeezed(passage.quote):
                return passage.key
    return next(iter(turn.passages), None)


def _squeezed(text: str) -> str:
    """Return a text without white space: Telegram trims what is quoted."""
    return "".join(text.split())
