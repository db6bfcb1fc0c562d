"""Which messages of a chat does Telegram show to the bot?

Invariant: under privacy mode a group's bot sees commands that are not for another bot, replies to
its own messages, messages sent via it, and service messages. A bare "@bot question" is not among
them.
"""

from bot.emulator.world.state import Chat, Json, State

SERVICE = frozenset(
    """new_chat_members left_chat_member new_chat_title migrate_to_chat_id migrate_from_chat_id
    forum_topic_created forum_topic_closed pinned_message""".split()
)


def is_shown(state: State, chat: Chat, message: Json) -> bool:
    """Tell whether the bot is given a message that stands in a chat."""
    if not chat.holds(state.bot.id):
        return False
    if chat.type not in {"group", "supergroup"}:
        return True
    if message["from"]["is_bot"] and "sender_chat" not in message:
        return False
    if state.hears_everything or chat.is_led_by(state.bot.id):
        return True
    return (
        bool(SERVICE & message.keys())
        or _is_command(state, message)
        or _is_of(state, message.get("reply_to_message", {}), "from")
        or _is_of(state, message, "via_bot")
    )


def _is_command(state: State, message: Json) -> bool:
    entities: list[Json] = message.get("entities") or message.get("caption_entities") or []
    first = next((entity for entity in entities if entity["offset"] == 0), None)
    if first is None or first["type"] != "bot_command":
        return False
    text: str = message.get("text") or message.get("caption") or ""
    _, _, addressee = text[: first["length"]].partition("@")
    return addressee.lower() in {"", str(state.bot.username).lower()}


def _is_of(state: State, message: Json, role: str) -> bool:
    return bool(message.get(role, {}).get("id") == state.bot.id)
