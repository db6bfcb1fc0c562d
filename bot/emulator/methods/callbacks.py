"""How does the bot answer a pressed button?

Invariant: a query is answered at most once, and only in time.
"""

from bot.emulator.methods.parameters import Parameters
from bot.emulator.world.errors import bad_request
from bot.emulator.world.state import Query, QueryKind, State

ANSWER_LIMIT = 200  # characters of a notification; Bot API, answerCallbackQuery

# Seconds; undocumented, the usual reports. A guest query is not known to expire.
EXPIRY: dict[QueryKind, float] = {"callback": 15, "inline": 10, "guest": float("inf")}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(state: State, parameters: Parameters) -> bool:
    """End the waiting after a press, with an optional notification."""
    if len(parameters.text("text")) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = open_query(state, "callback", parameters.text("callback_query_id"))
    query.answer = parameters.values
    state.announce("answered", query.chat_id, parameters.values)
    return True


def open_query(state: State, kind: QueryKind, query_id: str) -> Query:
    """Return a query that still wants its answer, or raise the 400 for one that is too old."""
    query = state.queries.get(query_id)
    if query is None or query.kind != kind or query.answer is not None:
        raise bad_request(TOO_OLD)
    if state.now() - query.asked_at > EXPIRY[kind]:
        raise bad_request(TOO_OLD)
    return query
