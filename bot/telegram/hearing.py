"""What did Telegram hand over, in the words of the conversation?

Invariant: a mention is an entity of the message that names this bot, never a piece of its text.
"""

from telegram import Message, MessageEntity, User

from bot.records.turns import Place
from bot.telegram.addressing import Heard


def heard(message: Message, me: User) -> Heard:
    """Return what of a message tells whether the bot is meant."""
    answered = message.reply_to_message
    return Heard(
        text=message.text or "",
        private=message.chat.type == message.chat.PRIVATE,
        mentions=tuple(_mentions(message, me)),
        replied_text=(answered.text or answered.caption or "") if answered else "",
        replies_to_bot=bool(answered and answered.from_user and answered.from_user.id == me.id),
        through_bot=bool(message.via_bot and message.via_bot.id == me.id),
        forwarded_by_channel=bool(message.is_automatic_forward),
    )


def place(message: Message) -> Place:
    """Return where and by whom a message was written; an anonymous admin is one person."""
    writer = message.sender_chat or message.from_user
    return Place(
        chat=str(message.chat_id),
        thread=str(message.message_thread_id) if message.is_topic_message else "",
        person=str(writer.id) if writer else "",
        message=str(message.message_id),
    )


def _mentions(message: Message, me: User) -> list[tuple[int, int]]:
    text = message.text or ""
    found = []
    for entity in message.entities:
        start = _code_points(text, entity.offset)
        end = _code_points(text, entity.offset + entity.length)
        named = entity.type == MessageEntity.MENTION and text[start:end].lower() == me.name.lower()
        meant = (
            entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == me.id
        )
        if named or meant:
            found.append((start, end))
    return found


def _code_points(text: str, units: int) -> int:
    """Return how many code points the first so many UTF-16 units of a text are."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
