"""Which buttons may stand under a message?

Invariant: a keyboard that passes would be taken by Telegram: sizes are checked in its own units,
bytes for callback data and characters for copied text.
"""

from bot.emulator.world.errors import bad_request
from bot.emulator.world.state import Json

CALLBACK_DATA_LIMIT = 64  # bytes of UTF-8
COPY_TEXT_LIMIT = 256  # characters
ROW_LIMIT = 8  # buttons in a row
BUTTON_LIMIT = 100  # buttons in a keyboard

ACTIONS = (
    "url",
    "callback_data",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
)
OTHER_MARKUP = frozenset({"keyboard", "remove_keyboard", "force_reply"})
LINKS = ("http://", "https://", "tg://")


def inline_keyboard(markup: Json | None) -> Json | None:
    """Return the inline keyboard to show, if any, or raise the 400 that Telegram answers."""
    if markup is None or OTHER_MARKUP & markup.keys():
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: expected rows of buttons")
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in rows):
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)
    return {"inline_keyboard": [row for row in rows if row]} if buttons else None


def callback_data(markup: Json | None, label: str) -> str:
    """Return the callback data of the button with a label, or with these callback data.

    A LookupError names the buttons there are.
    """
    buttons = [button for row in (markup or {}).get("inline_keyboard", []) for button in row]
    for button in buttons:
        if label in {button["text"], button.get("callback_data")}:
            if "callback_data" not in button:
                raise LookupError(f"the button {label!r} does not call back")
            return str(button["callback_data"])
    raise LookupError(f"no button {label!r}; there are {[button['text'] for button in buttons]}")


def _check_button(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    if len([action for action in ACTIONS if action in button]) != 1:
        raise bad_request("can't parse inline keyboard button: exactly one action is wanted")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= CALLBACK_DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(copied.get("text", "")) <= COPY_TEXT_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not button["url"].startswith(LINKS):
        raise bad_request("inline keyboard button URL is invalid: Wrong HTTP URL")
