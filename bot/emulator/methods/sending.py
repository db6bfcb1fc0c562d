"""What is common to every method that puts a message into a chat?

Invariant: a message is stored and announced only after everything about it was checked.
"""

from bot.emulator.methods.parameters import Parameters
from bot.emulator.world.errors import bad_request
from bot.emulator.world.keyboard import inline_keyboard
from bot.emulator.world.posting import Anchor, author_in, post
from bot.emulator.world.state import Chat, Json, State
from bot.emulator.world.text import CAPTION_LIMIT, TEXT_LIMIT, checked_text


def send(state: State, chat: Chat, parameters: Parameters, content: Json) -> Json:
    """Store a message of the bot in a chat, announce it, and return it."""
    keyboard = inline_keyboard(parameters.record("reply_markup"))
    content |= {"reply_markup": keyboard} if keyboard else {}
    message = post(state, chat, author_in(chat, state.bot), content, _anchor(chat, parameters))
    state.announce("sent", chat.id, message)
    return message


def text_content(parameters: Parameters) -> Json:
    """Return the checked text, entities and link preview of a call."""
    text, entities = checked_text(
        parameters.text("text"), _entities(parameters, "entities"), TEXT_LIMIT
    )
    preview = parameters.record("link_preview_options")
    return {
        "text": text,
        **({"entities": entities} if entities else {}),
        **({"link_preview_options": preview} if preview else {}),
    }


def caption_content(parameters: Parameters) -> Json:
    """Return the checked caption of a call, which may be absent."""
    if not parameters.text("caption"):
        return {}
    caption, entities = checked_text(
        parameters.text("caption"), _entities(parameters, "caption_entities"), CAPTION_LIMIT
    )
    return {"caption": caption, **({"caption_entities": entities} if entities else {})}


def _entities(parameters: Parameters, name: str) -> list[Json]:
    if parameters.text("parse_mode"):
        raise bad_request("parse_mode is not emulated: send entities")
    return parameters.records(name)


def _anchor(chat: Chat, parameters: Parameters) -> Anchor:
    thread_id = parameters.number("message_thread_id")
    reply = parameters.record("reply_parameters")
    if reply is None:
        return Anchor(thread_id)
    if reply.get("chat_id", chat.id) != chat.id:
        raise bad_request("replies across chats are not emulated")
    if reply.get("message_id") not in chat.messages:
        if reply.get("allow_sending_without_reply"):
            return Anchor(thread_id)
        raise bad_request("message to be replied not found")
    if reply.get("quote_parse_mode"):
        raise bad_request("quote_parse_mode is not emulated: send quote_entities")
    return Anchor(thread_id, reply["message_id"], reply.get("quote"))
