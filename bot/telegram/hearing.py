"""What did Telegram hand over, in the words of the conversation?

Invariant: a mention is an entity of the message that names this bot, never a piece of its text.
"""

from telegram import Message, MessageEntity, User

from bot.service.asking import Question
from bot.service.follow_up import Reference
from bot.service.page_links import MOST_LINKS, links_in
from bot.telegram.addressing import Heard


def heard(message: Message, me: User) -> Heard:
    """Return what of a message tells whether the bot is meant."""
    answered = message.reply_to_message
    return Heard(
        text=said(message),
        private=message.chat.type == message.chat.PRIVATE,
        mentions=tuple(_mentions(message, me)),
        replied_text=said(answered) if answered else "",
        replies_to_bot=bool(answered and answered.from_user and answered.from_user.id == me.id),
        through_bot=bool(message.via_bot and message.via_bot.id == me.id),
        forwarded_by_channel=bool(message.is_automatic_forward),
    )


def question(text: str, message: Message, me: User) -> Question:
    """Return a question that was found in a message, with what that refers to and who is called."""
    answered, quote = message.reply_to_message, message.quote
    chosen = quote.text.strip() if quote and quote.is_manual else ""
    source = answered if answered and text == said(answered) else message
    whole = said(source)
    return Question(
        text,
        str(message.message_id),
        Reference(str(answered.message_id) if answered else "", chosen),
        by_command=said(message).startswith("/"),
        by_name=bool(_mentions(message, me)),
        whole=whole if " ".join(whole.split()) == text or source is answered else text,
        passed_on=source.forward_origin is not None,
        links=(*links_in(text), *_hidden_links(source))[:MOST_LINKS],
    )


def said(message: Message) -> str:
    """Return the words of a message: its text, or what stands below its picture."""
    return message.text or message.caption or ""


def _hidden_links(message: Message) -> list[str]:
    """Return the addresses behind words of a message."""
    entities = (*message.entities, *message.caption_entities)
    return [entity.url for entity in entities if entity.url]


def _mentions(message: Message, me: User) -> list[tuple[int, int]]:
    text = said(message)
    found = []
    for entity in message.entities or message.caption_entities:
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
