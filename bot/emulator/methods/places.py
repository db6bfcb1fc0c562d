"""Which chat and which message does a call mean, and may the bot act there?

Invariant: a chat returned by `reachable` has not migrated, and the bot is in it and not blocked;
one returned by `writable` takes messages, in the topic the call names.
"""

from bot.emulator.methods.parameters import Parameters
from bot.emulator.world.errors import ApiError, bad_request, forbidden
from bot.emulator.world.state import Chat, Json, State


def reachable(state: State, parameters: Parameters) -> Chat:
    """Return the chat of `chat_id`, where the bot is present."""
    chat = find_chat(state, parameters.values.get("chat_id"))
    if chat.migrated_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    role = chat.roles.get(state.bot.id)
    if chat.type == "private":
        if role is None:
            raise forbidden("bot can't initiate conversation with a user")
        if role == "kicked":
            raise forbidden("bot was blocked by the user")
    elif role == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    elif not chat.holds(state.bot.id):
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def writable(state: State, parameters: Parameters) -> Chat:
    """Return the chat of `chat_id`, where the bot may write into `message_thread_id`."""
    chat = reachable(state, parameters)
    leads = chat.is_led_by(state.bot.id)
    if chat.type == "channel" and not leads:
        raise bad_request("need administrator rights in the channel chat")
    if chat.muted and not leads:
        raise bad_request("not enough rights to send text messages to the chat")
    thread_id = parameters.number("message_thread_id")
    # General has no thread id; 1 is refused like any other unknown topic.
    if thread_id is not None and thread_id not in chat.topics.values():
        raise bad_request("message thread not found")
    return chat


def find_chat(state: State, chat_id: object) -> Chat:
    """Return the chat with an id or a public @name."""
    for chat in state.chats.values():
        if chat_id == chat.id or (chat.username and chat_id == f"@{chat.username}"):
            return chat
    raise bad_request("chat not found" if chat_id else "chat_id is empty")


def find_message(chat: Chat, parameters: Parameters, purpose: str) -> Json:
    """Return the message of `message_id`; the purpose is named when there is none."""
    message = chat.messages.get(parameters.integer("message_id", 0))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message
