"""How does the bot present itself: commands, name, descriptions, menu?

Invariant: everything is kept per language as it was set; nothing falls back to another language.
"""

import json
import re

from bot.emulator.methods.parameters import Parameters
from bot.emulator.methods.places import find_chat
from bot.emulator.world.errors import bad_request
from bot.emulator.world.state import Json, State

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMAND_LIMIT = 100
DESCRIPTION_LIMIT = 256  # characters of a command's description
TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}  # characters
DEFAULT_SCOPE = {"type": "default"}
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
SCOPES = CHAT_SCOPES | {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
}

# Two letters only, which the documentation says and "zh-hans" is refused for.
LANGUAGE = re.compile(r"(?:[a-z]{2})?")


def get_me(state: State, _: Parameters) -> Json:
    """Tell who the bot is and what it may hear."""
    return {
        **state.bot.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": state.hears_everything,
        "supports_inline_queries": True,
        "supports_guest_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(state: State, parameters: Parameters) -> bool:
    """Set the commands of a scope and a language."""
    commands = parameters.records("commands")
    if len(commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command.get("command", "").removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= DESCRIPTION_LIMIT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.profile.commands[_scope(state, parameters), _language(parameters)] = commands
    return True


def get_my_commands(state: State, parameters: Parameters) -> list[Json]:
    """Tell the commands of a scope and a language."""
    key = _scope(state, parameters), _language(parameters)
    return state.profile.commands.get(key, [])


def delete_my_commands(state: State, parameters: Parameters) -> bool:
    """Forget the commands of a scope and a language."""
    key = _scope(state, parameters), _language(parameters)
    state.profile.commands.pop(key, None)
    return True


def set_my_name(state: State, parameters: Parameters) -> bool:
    """Set the bot's name in a language."""
    return _set_text(state, parameters, "name")


def get_my_name(state: State, parameters: Parameters) -> Json:
    """Tell the bot's name in a language; at first it is the one of its account."""
    stored = _get_text(state, parameters, "name")
    return stored if stored["name"] else {"name": state.bot.first_name}


def set_my_description(state: State, parameters: Parameters) -> bool:
    """Set what an empty chat with the bot shows, in a language."""
    return _set_text(state, parameters, "description")


def get_my_description(state: State, parameters: Parameters) -> Json:
    """Tell what an empty chat with the bot shows, in a language."""
    return _get_text(state, parameters, "description")


def set_my_short_description(state: State, parameters: Parameters) -> bool:
    """Set what the bot's profile shows, in a language."""
    return _set_text(state, parameters, "short_description")


def get_my_short_description(state: State, parameters: Parameters) -> Json:
    """Tell what the bot's profile shows, in a language."""
    return _get_text(state, parameters, "short_description")


def set_chat_menu_button(state: State, parameters: Parameters) -> bool:
    """Set the button beside the text field, of one chat or of all."""
    button = parameters.record("menu_button") or {"type": "default"}
    state.profile.menu_buttons[parameters.number("chat_id")] = button
    return True


def get_chat_menu_button(state: State, parameters: Parameters) -> Json:
    """Tell the button beside the text field, of one chat or of all."""
    return state.profile.menu_buttons.get(parameters.number("chat_id"), {"type": "default"})


def _set_text(state: State, parameters: Parameters, field: str) -> bool:
    text = parameters.text(field)
    if len(text) > TEXT_LIMITS[field]:
        raise bad_request(f"BOT_{field.upper()}_TOO_LONG")
    state.profile.texts[field, _language(parameters)] = text
    return True


def _get_text(state: State, parameters: Parameters, field: str) -> Json:
    return {field: state.profile.texts.get((field, _language(parameters)), "")}


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(state: State, parameters: Parameters) -> str:
    scope = parameters.record("scope") or DEFAULT_SCOPE
    if scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type")
    if scope["type"] in CHAT_SCOPES:
        find_chat(state, scope.get("chat_id"))
    return json.dumps(scope, sort_keys=True)
