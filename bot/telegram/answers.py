"""Is this really an answer of the Bot API, and is everything in it of its kind?

A hotel's login page comes with status 200, a proxy's error page with 403 or 404: they say nothing
about a message, a chat or a token. Invariant: what `checked` returns can be read by
python-telegram-bot and by us; everything else is an `UnreadableError`, which may pass. An update
that cannot be read keeps its number and nothing else, so that the next ones come.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from telegram import Update
from telegram.error import BadRequest, NetworkError

Json: TypeAlias = dict[str, Any]
Kinds: TypeAlias = tuple[type, ...]
Sift: TypeAlias = Callable[[list[Json]], list[Json]]

LARGEST_NUMBER = 2**63  # that a database can hold
LONGEST_WAIT_SECONDS = 86_400  # that is believed when it is asked for
LONGEST_DESCRIPTION = 300  # characters of a refusal: it goes into the log

HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # of a character beyond the first 65,536
DONE, REFUSED = range(200, 300), range(400, 600)  # statuses
MOMENTS = range(253_402_300_800)  # seconds since 1970 that are a date: until the year 9999

TEXT, NUMBER, TRUTH, OBJECT, LIST = (str,), (int,), (bool,), (dict,), (list,)


def _named(kinds: Kinds, names: str) -> dict[str, Kinds]:
    return dict.fromkeys(names.split(), kinds)


# What stands under a name, wherever it stands; in the Bot API a name means the same everywhere.
FIELDS: Mapping[str, Kinds] = {
    **_named(NUMBER, "update_id message_id date edit_date length message_thread_id file_size"),
    **_named(NUMBER, "migrate_to_chat_id migrate_from_chat_id position width height duration"),
    **_named(NUMBER, "pending_update_count last_error_date accent_color_id max_reaction_count"),
    **_named(NUMBER, "linked_chat_id"),
    **_named(TEXT, "type text caption data query title username first_name last_name status url"),
    **_named(TEXT, "language_code file_id file_unique_id file_name file_path mime_type command"),
    **_named(TEXT, "inline_message_id guest_query_id chat_instance chat_type callback_data name"),
    **_named(TEXT, "description short_description last_error_message custom_emoji_id language"),
    **_named(TEXT, "ip_address switch_inline_query"),
    **_named(TRUTH, "is_bot is_topic_message is_manual is_automatic_forward is_forum is_premium"),
    **_named(TRUTH, "can_join_groups can_read_all_group_messages supports_inline_queries"),
    **_named(TRUTH, "supports_guest_queries can_connect_to_business has_main_web_app"),
    **_named(TRUTH, "has_custom_certificate has_protected_content"),
    **_named(OBJECT, "message edited_message callback_query inline_query my_chat_member from chat"),
    **_named(OBJECT, "guest_message sender_chat via_bot reply_to_message quote user document"),
    **_named(OBJECT, "old_chat_member new_chat_member reply_markup copy_text"),
    **_named(OBJECT, "link_preview_options switch_inline_query_chosen_chat"),
    **_named(LIST, "entities caption_entities inline_keyboard allowed_updates"),
    "id": (int, str),
    "offset": (int, str),  # of an entity, of inline results
}
USER = {"id": NUMBER, "is_bot": TRUTH, "first_name": TEXT}
CHAT = {"id": NUMBER, "type": TEXT}
MESSAGE = {"message_id": NUMBER, "date": NUMBER, "chat": OBJECT}
MEMBER = {"status": TEXT, "user": OBJECT}
ENTITY = {"type": TEXT, "offset": NUMBER, "length": NUMBER}
DATES = frozenset({"date", "edit_date", "last_error_date"})
# What must stand in an object under a name, or in each object of a list under it.
NEEDED: Mapping[str, Mapping[str, Kinds]] = {
    **dict.fromkeys(("from", "user", "via_bot"), USER),
    **dict.fromkeys(("chat", "sender_chat"), CHAT),
    **dict.fromkeys(("message", "edited_message", "guest_message", "reply_to_message"), MESSAGE),
    **dict.fromkeys(("old_chat_member", "new_chat_member"), MEMBER),
    **dict.fromkeys(("entities", "caption_entities"), ENTITY),
    "callback_query": {"id": TEXT, "from": OBJECT, "chat_instance": TEXT},
    "inline_query": {"id": TEXT, "from": OBJECT, "query": TEXT, "offset": TEXT},
    "my_chat_member": {
        **_named(OBJECT, "chat from old_chat_member new_chat_member"),
        "date": NUMBER,
    },
    "quote": {"text": TEXT, "position": NUMBER},
    "document": {"file_id": TEXT, "file_unique_id": TEXT},
    "reply_markup": {"inline_keyboard": LIST},
    "button": {"text": TEXT},
}
# A list of lists of objects, to which we give a name.
ROWS = {"inline_keyboard": "button"}
# What a method answers: objects with these things in them. Others answer that they did it.
RESULTS: Mapping[str, Mapping[str, Kinds]] = {
    **dict.fromkeys(("sendMessage", "sendDocument", "sendPhoto"), MESSAGE),
    "answerGuestQuery": {"inline_message_id": TEXT},
    "getMe": USER,
    "getChatMember": MEMBER,
    "getFile": {"file_id": TEXT, "file_unique_id": TEXT},
    "getMyDescription": {"description": TEXT},
    "getMyShortDescription": {"short_description": TEXT},
    "getWebhookInfo": {
        "url": TEXT,
        "has_custom_certificate": TRUTH,
        "pending_update_count": NUMBER,
    },
}
# What is taken for said where an answer leaves it out: every bot of Telegram has a name by which
# commands call it, another server may not tell one, and commands without a name are for the bot.
ASSUMED: Mapping[str, Json] = {"getMe": {"username": ""}}
LISTS: Mapping[str, Mapping[str, Kinds]] = {
    "getMyCommands": {"command": TEXT, "description": TEXT},
    "getUpdates": {},  # each is looked at by itself
}


# What the bot cannot be without: if it is not found, the token is wrong.
ESSENTIAL = frozenset({"getMe", "getUpdates", "setWebhook", "sendMessage", "editMessageText"})
NOT_THERE = frozenset({404, 405, 501})


class UnknownMethodError(BadRequest):
    """The server of the Bot API does not have a method."""

    def __init__(self, method: str) -> None:
        super().__init__(f"it has no {method}")


class UnreadableError(NetworkError):
    """What came is no answer of the Bot API: who was asked may not have heard of it.

    `may_be_done` tells that it says to have done what it was asked for.
    """

    def __init__(self, message: str, *, may_be_done: bool = False) -> None:
        super().__init__(message)
        self.may_be_done = may_be_done


def checked(method: str, code: int, payload: bytes, sift: Sift = list) -> tuple[int, bytes]:
    """Return the status and the body of an answer as the library and we can read them.

    Updates are sifted before.

    >>> checked("sendChatAction", 200, b'{"ok": true, "result": true}')
    (200, b'{"result": true}')
    """
    told = _parsed(code, payload)
    if told.get("ok") is True and code in DONE:
        return code, json.dumps({"result": _result(method, told.get("result"), sift)}).encode()
    refused = told.get("error_code", code)
    is_refusal = told.get("ok") is False and type(refused) is int and refused in REFUSED
    if not is_refusal or not isinstance(told.get("description", ""), str):
        raise UnreadableError(f"{code}, but no answer of the Bot API")
    if refused in NOT_THERE and method not in ESSENTIAL:
        raise UnknownMethodError(method)
    return refused, json.dumps(_refusal(told)).encode()


def readable(raw: object) -> Json | None:
    """Return an update that can be read, with its number only if that is all; None for no update.

    >>> readable({"update_id": 7, "message": "?"})
    {'update_id': 7}
    """
    if not isinstance(raw, dict):
        return None
    number = raw.get("update_id")
    if type(number) is not int or not 0 <= number < LARGEST_NUMBER:
        return None
    try:
        strange = _strange(raw)
        if strange:  # names that are not ours: the library shows whether it can read them
            Update.de_json(raw, None)
    except Exception:  # noqa: BLE001 - it raises whatever it stumbles upon
        return {"update_id": number}
    return raw


def read_json(payload: bytes) -> object:
    r"""Return what JSON says, with a mark in the place of half a character; raise ValueError.

    >>> read_json(rb'["\ud83d\ude00", "\ud83d"]')
    ['😀', '?']
    """
    try:
        value = json.loads(payload)
        if HALF.search(payload):  # or a whole one in two halves: both are seldom
            whole = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
            value = json.loads(whole)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def _parsed(code: int, payload: bytes) -> Json:
    try:
        told = read_json(payload)
    except ValueError:
        raise UnreadableError(f"{code}, but no answer of the Bot API") from None
    return told if isinstance(told, dict) else {}


def _result(method: str, result: object, sift: Sift) -> object:
    """Return a result with what is read of it, or raise UnreadableError."""
    if method == "getUpdates" and isinstance(result, list):
        updates = [one for one in map(readable, result) if one]
        if updates or not result:
            return sift(updates)
    elif method in LISTS and isinstance(result, list):
        if all(_is_sound(one, LISTS[method]) for one in result):
            return result
    elif result is True and method not in RESULTS and method not in LISTS:
        return result
    elif isinstance(result, dict) and method not in LISTS:
        needed = RESULTS.get(method, MESSAGE)  # such as the message that was changed
        if _is_sound(result, needed):
            if needed is MESSAGE:
                return {name: result[name] for name in MESSAGE}
            said = {name: value for name, value in result.items() if value is not None}
            return {**ASSUMED.get(method, {}), **said}
    raise UnreadableError(f"{method} answered something else", may_be_done=True)


def _refusal(told: Json) -> Json:
    """Return a refusal with what we understand of it."""
    words, said, known = told.get("description", ""), told.get("parameters"), {}
    if isinstance(said, dict):
        seconds, moved = said.get("retry_after"), said.get("migrate_to_chat_id")
        if type(seconds) is int and seconds > 0:
            known["retry_after"] = min(seconds, LONGEST_WAIT_SECONDS)
        if type(moved) is int and abs(moved) < LARGEST_NUMBER:
            known["migrate_to_chat_id"] = moved
    return {"ok": False, "description": words[:LONGEST_DESCRIPTION], "parameters": known}


def _is_sound(value: object, needed: Mapping[str, Kinds]) -> bool:
    """Tell whether something is an object with what is needed in it, all of its kind."""
    try:
        _demand(value, needed)
        _strange(value)
    except (TypeError, RecursionError):
        return False
    return True


def _strange(value: object, name: str = "") -> bool:
    """Tell whether there are names that are not ours; raise TypeError for a wrong kind."""
    if isinstance(value, list):
        if name in NEEDED and not all(isinstance(one, dict) for one in value):
            raise TypeError(name)
        found = [_strange(one, ROWS.get(name, name)) for one in value]
        return any(found)
    if type(value) is int and (abs(value) >= LARGEST_NUMBER or not _is_moment(name, value)):
        raise TypeError(name)
    if name in NEEDED:
        _demand(value, NEEDED[name])
    if not isinstance(value, dict):
        return False
    strange = False
    for key, inner in value.items():
        kinds = FIELDS.get(key)
        strange |= kinds is None
        if inner is not None:  # which means that there is none
            if kinds and type(inner) not in kinds:
                raise TypeError(key)
            strange |= _strange(inner, key)
    return strange


def _is_moment(name: str, number: int) -> bool:
    return name not in DATES or number in MOMENTS


def _demand(value: object, needed: Mapping[str, Kinds]) -> None:
    if not isinstance(value, dict):
        raise TypeError
    for name, kinds in needed.items():
        if type(value.get(name)) not in kinds:
            raise TypeError(name)
