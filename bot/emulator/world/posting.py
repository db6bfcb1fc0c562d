"""How does a message come to stand in a chat?

Invariant: the bot's messages and people's are posted by the same function, so both carry the same
fields for topics, replies and quotes.
"""

from dataclasses import dataclass

from bot.emulator.world.errors import bad_request
from bot.emulator.world.state import Chat, Json, State, User
from bot.emulator.world.text import utf16_length


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a chat a message goes: a topic, the message it answers, the words it quotes."""

    thread_id: int | None = None
    reply_to: int | None = None
    quote: str | None = None


def post(
    state: State,
    chat: Chat,
    author: Json,
    content: Json,
    anchor: Anchor | None = None,
    *,
    date: float | None = None,
) -> Json:
    """Add a message to a chat and return it as stored."""
    message = {
        "message_id": next(chat.message_ids),
        "date": int(state.now() if date is None else date),
        "chat": chat.as_json(),
        **author,
        **_placement(chat, anchor or Anchor()),
        **content,
    }
    chat.messages[message["message_id"]] = message
    return message


def author_in(chat: Chat, user: User) -> Json:
    """Return the author fields of a user's message in a chat; a channel speaks for itself."""
    return {"sender_chat": chat.as_json()} if chat.type == "channel" else {"from": user.as_json()}


def _placement(chat: Chat, anchor: Anchor) -> Json:
    replied = chat.messages.get(anchor.reply_to) if anchor.reply_to else None
    fields = _thread(chat, anchor.thread_id, replied)
    if replied is None and "is_topic_message" in fields:
        # In a topic a message that answers nothing answers the topic's first, the service message.
        replied = chat.messages[fields["message_thread_id"]]
    if replied is not None:
        shown = {name: part for name, part in replied.items() if name != "reply_to_message"}
        fields["reply_to_message"] = shown
        if anchor.quote is not None:
            fields["quote"] = _quote(replied, anchor.quote)
    return fields


def _thread(chat: Chat, thread_id: int | None, replied: Json | None) -> Json:
    inherited = (replied or {}).get("message_thread_id")
    if chat.is_forum:
        topic = thread_id or inherited
        return {"message_thread_id": topic, "is_topic_message": True} if topic else {}
    if chat.type == "supergroup" and replied is not None:
        # Outside forums a thread is a chain of replies, named after its first message.
        return {"message_thread_id": inherited or replied["message_id"]}
    return {}


def _quote(replied: Json, quote: str) -> Json:
    text: str = replied.get("text") or replied.get("caption") or ""
    position = text.find(quote)
    if not quote or position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"text": quote, "position": utf16_length(text[:position]), "is_manual": True}
