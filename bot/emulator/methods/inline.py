"""How does the bot answer in a chat that it is not in: inline queries and guest messages?

Invariant: a result that was accepted can be chosen; its text has passed the checks of a message.
"""

from bot.emulator.methods.callbacks import open_query
from bot.emulator.methods.parameters import Parameters
from bot.emulator.world.errors import bad_request
from bot.emulator.world.keyboard import inline_keyboard
from bot.emulator.world.posting import author_in, post
from bot.emulator.world.state import Json, State
from bot.emulator.world.text import checked_text

RESULT_LIMIT = 50  # results of an answer
RESULT_ID_LIMIT = 64  # bytes of a result's id


def answer_inline_query(state: State, parameters: Parameters) -> bool:
    """Offer results to someone who types the bot's name."""
    results = parameters.records("results")
    if len(results) > RESULT_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    for result in results:
        _check_result(result)
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    query = open_query(state, "inline", parameters.text("inline_query_id"))
    query.answer = parameters.values
    state.announce("answered", None, parameters.values)
    return True


def answer_guest_query(state: State, parameters: Parameters) -> Json:
    """Answer once in a chat where the bot is only a guest."""
    result = parameters.record("result") or {}
    _check_result(result)
    query = open_query(state, "guest", parameters.text("guest_query_id"))
    query.answer = parameters.values
    chat = state.chats[query.chat_id or 0]
    inline_message_id = keep_inline(state, result_content(result))
    message = post(state, chat, author_in(chat, state.bot), result_content(result))
    state.announce("sent", chat.id, message)
    return {"inline_message_id": inline_message_id}


def result_content(result: Json) -> Json:
    """Return the text, entities and keyboard that a chosen result puts into a chat."""
    wanted = result.get("input_message_content", {})
    text, entities = checked_text(wanted.get("message_text", ""), wanted.get("entities", []))
    keyboard = inline_keyboard(result.get("reply_markup"))
    return {
        "text": text,
        **({"entities": entities} if entities else {}),
        **({"reply_markup": keyboard} if keyboard else {}),
    }


def keep_inline(state: State, content: Json) -> str:
    """Store a message that the bot can edit only by its inline id; return that id."""
    inline_message_id = f"inline-message-{next(state.ids)}"
    state.inline_messages[inline_message_id] = dict(content)
    return inline_message_id


def _check_result(result: Json) -> None:
    if not 1 <= len(str(result.get("id", "")).encode()) <= RESULT_ID_LIMIT:
        raise bad_request("RESULT_ID_INVALID")
    if result.get("type") == "article" and not result.get("title"):
        raise bad_request("RESULT_TITLE_EMPTY")
    if "parse_mode" in result.get("input_message_content", {}):
        raise bad_request("parse_mode is not emulated: send entities")
    if "input_message_content" not in result:
        raise bad_request("only results with input_message_content are emulated")
    result_content(result)
