"""How does the bot write, change and remove messages?

Invariant: an edit that would change nothing is refused, so that a needless call shows in a test.
"""

from bot.emulator.methods.parameters import Parameters
from bot.emulator.methods.places import find_message, reachable, writable
from bot.emulator.methods.sending import send, text_content
from bot.emulator.world.errors import bad_request
from bot.emulator.world.keyboard import inline_keyboard
from bot.emulator.world.state import Chat, Json, State
from bot.emulator.world.text import ENTITY_LIMIT, TEXT_LIMIT, utf16_length

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def send_message(state: State, parameters: Parameters) -> Json:
    """Send a text."""
    return send(state, writable(state, parameters), parameters, text_content(parameters))


def send_message_draft(state: State, parameters: Parameters) -> bool:
    """Show a text that is still being written; private chats only."""
    chat = reachable(state, parameters)
    if chat.type != "private":
        raise bad_request("TEXTDRAFT_PEER_INVALID")
    if not parameters.integer("draft_id", 0):
        raise bad_request("draft_id must be non-zero")
    text, entities = parameters.text("text"), parameters.records("entities")
    if utf16_length(text) > TEXT_LIMIT or len(entities) > ENTITY_LIMIT:
        raise bad_request("message is too long")
    draft = {"draft_id": parameters.integer("draft_id"), "text": text, "entities": entities}
    state.announce("drafted", chat.id, draft)
    return True


def edit_message_text(state: State, parameters: Parameters) -> Json | bool:
    """Change the text of one of the bot's messages; without a keyboard it loses the one it had."""
    return _edit(state, parameters, text_content(parameters))


def edit_message_reply_markup(state: State, parameters: Parameters) -> Json | bool:
    """Change or remove the keyboard of one of the bot's messages."""
    return _edit(state, parameters, {})


def delete_message(state: State, parameters: Parameters) -> bool:
    """Remove a message: the bot's own, and others' in private chats or as an administrator."""
    chat = reachable(state, parameters)
    message = find_message(chat, parameters, "delete")
    own = message.get("from", {}).get("id") == state.bot.id
    if not own and chat.type != "private" and not chat.is_led_by(state.bot.id):
        raise bad_request("message can't be deleted")
    del chat.messages[message["message_id"]]
    state.announce("deleted", chat.id, message)
    return True


def _edit(state: State, parameters: Parameters, content: Json) -> Json | bool:
    keyboard = inline_keyboard(parameters.record("reply_markup"))
    if "inline_message_id" in parameters:
        message = state.inline_messages.get(parameters.text("inline_message_id"))
        if message is None:
            raise bad_request("MESSAGE_ID_INVALID")
        _change(message, content, keyboard)
        state.announce("edited", None, message)
        return True
    chat = reachable(state, parameters)
    message = find_message(chat, parameters, "edit")
    _check_editable(state, chat, message, content)
    _change(message, content, keyboard)
    message["edit_date"] = int(state.now())
    state.announce("edited", chat.id, message)
    return message


def _check_editable(state: State, chat: Chat, message: Json, content: Json) -> None:
    own = message.get("from", {}).get("id") == state.bot.id
    own_post = chat.type == "channel" and chat.is_led_by(state.bot.id)
    if not own and not own_post:
        raise bad_request("message can't be edited")
    if content and "text" not in message:
        raise bad_request("there is no text in the message to edit")


def _change(message: Json, content: Json, keyboard: Json | None) -> None:
    before = [message.get(name) for name in ("text", "entities", "reply_markup")]
    kept = content or {name: message[name] for name in ("text", "entities") if name in message}
    if before == [kept.get("text"), kept.get("entities"), keyboard]:
        raise bad_request(NOT_MODIFIED)
    if content:
        message.pop("entities", None)
        message.pop("link_preview_options", None)
    message.pop("reply_markup", None)
    message.update(content | ({"reply_markup": keyboard} if keyboard else {}))
