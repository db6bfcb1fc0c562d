"""Property: what passes is read by python-telegram-bot; what does not, is an UnreadableError."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import BotCommand, ChatMember, File, Message, Update, User, WebhookInfo
from telegram.error import BadRequest

from bot.emulator.methods.table import METHODS
from bot.telegram.answers import UnknownMethodError, UnreadableError, checked, readable
from tests.bot.crooked import NONSENSE
from tests.bot.test_nonsense import spoiled

USER = {"id": 5, "is_bot": False, "first_name": "Ana", "language_code": "zh-hant"}
CHAT = {"id": -1001, "type": "supergroup", "title": "讀書會"}
MESSAGE = {
    "message_id": 7,
    "date": 1_700_000_000,
    "chat": CHAT,
    "from": USER,
    "text": "/ask 隨申碼",
    "entities": [{"type": "bot_command", "offset": 0, "length": 4}],
    "reply_markup": {"inline_keyboard": [[{"text": "+", "callback_data": "1:next:1:0"}]]},
    "forward_origin": {"type": "user", "date": 1_600_000_000, "sender_user": USER},
}
RESULTS: dict[str, tuple[Any, Callable[[Any], object]]] = {
    "sendMessage": (MESSAGE, lambda one: Message.de_json(one, None)),
    "editMessageText": (MESSAGE, lambda one: Message.de_json(one, None)),
    "getMe": (USER | {"username": "youju_bot"}, lambda one: User.de_json(one, None)),
    "getChatMember": (
        {"status": "member", "user": USER},
        lambda one: ChatMember.de_json(one, None),
    ),
    "getFile": (
        {"file_id": "f", "file_unique_id": "u", "file_size": 5, "file_path": "a/b"},
        lambda one: File.de_json(one, None),
    ),
    "getMyCommands": (
        [{"command": "ask", "description": "…"}],
        lambda some: [BotCommand.de_json(one, None) for one in some],
    ),
    "getWebhookInfo": (
        {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
        lambda one: WebhookInfo.de_json(one, None),
    ),
}


@pytest.mark.parametrize("name", sorted(NONSENSE.keys() - {"a time that is none"}))
def test_what_is_no_answer_may_pass(name: str) -> None:
    """From whatever is between us and Telegram, whatever was asked."""
    nonsense = NONSENSE[name]
    for method in METHODS:
        with pytest.raises(UnreadableError):
            checked(method, nonsense.status, nonsense.body)


@pytest.mark.parametrize("method", RESULTS)
def test_what_passes_can_be_read(method: str) -> None:
    """Whatever stands in a result."""
    whole, read = RESULTS[method]
    assert passes(method, whole, read)
    assert not all([passes(method, one, read) for one in spoiled(whole)])  # noqa: C419 - each is tried


def passes(method: str, result: object, read: Callable[[Any], object]) -> bool:
    """Tell whether a result passes, and look that the library can read it then."""
    answer = json.dumps({"ok": True, "result": result}).encode()
    try:
        _, payload = checked(method, 200, answer)
    except UnreadableError:
        return False
    read(json.loads(payload)["result"])
    return True


def test_of_a_message_is_read_what_is_needed() -> None:
    """The rest is not parsed, so it cannot be wrong."""
    _, payload = checked("sendMessage", 200, json.dumps({"ok": True, "result": MESSAGE}).encode())
    assert json.loads(payload) == {
        "result": {k: MESSAGE[k] for k in ("message_id", "date", "chat")}
    }


@pytest.mark.parametrize("kind", ["message", "edited_message", "guest_message", "callback_query"])
def test_an_update_is_read_or_keeps_its_number(kind: str) -> None:
    """Whatever stands in it: the next updates come."""
    press = {"id": "1", "from": USER, "chat_instance": "x", "message": MESSAGE, "data": "1:next:1"}
    whole = {"update_id": 9, kind: press if kind == "callback_query" else MESSAGE}
    assert readable(whole) is whole
    for one in spoiled(whole):
        found = readable(one)
        number = one.get("update_id")
        known = type(number) is int and 0 <= number < 2**63
        assert (found is not None) == known
        if found:
            Update.de_json(found, None)
            assert found in (one, {"update_id": number})


def test_updates_without_any_number_are_no_answer() -> None:
    """They would be fetched again and again, at once."""
    with pytest.raises(UnreadableError):
        checked("getUpdates", 200, b'{"ok": true, "result": [{}, null, {"update_id": "1"}]}')
    assert checked("getUpdates", 200, b'{"ok": true, "result": []}') == (200, b'{"result": []}')


@given(st.binary(max_size=200), st.integers(100, 999))
def test_any_bytes(payload: bytes, code: int) -> None:
    """They are an answer or they may pass."""
    with suppress(UnreadableError):
        assert b"description" in checked("sendMessage", code, payload)[1]


def test_a_refusal_keeps_what_we_understand() -> None:
    """The status in it counts, a waiting time is bounded, and what we do not know is left out."""
    told = {"ok": False, "error_code": 429, "description": "x" * 5000}
    said = told | {"parameters": {"retry_after": 10**30, "reason": "?"}}
    code, payload = checked("sendMessage", 200, json.dumps(said).encode())
    assert code == 429
    assert json.loads(payload)["parameters"] == {"retry_after": 86_400}
    assert len(json.loads(payload)["description"]) == 300
    nonsense = NONSENSE["a time that is none"]
    code, payload = checked("sendMessage", nonsense.status, nonsense.body)
    assert (code, json.loads(payload)["parameters"]) == (502, {})


def test_a_method_that_is_not_there_is_a_refusal() -> None:
    """But for those that everything hangs on: there it is the token that is wrong."""
    told = b'{"ok": false, "error_code": 404, "description": "Not Found"}'
    with pytest.raises(UnknownMethodError) as caught:
        checked("setMessageReaction", 404, told)
    assert isinstance(caught.value, BadRequest)
    for method in ("getMe", "getUpdates", "sendMessage"):
        assert checked(method, 404, told)[0] == 404
