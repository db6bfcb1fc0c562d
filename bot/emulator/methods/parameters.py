"""What did the caller pass, whatever the encoding?

Invariant: a call reads the same whether it came as a form with JSON strings inside, as JSON or as
Python objects: text stays text, everything else is decoded.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.emulator.world.errors import bad_request
from bot.emulator.world.state import Json, Upload

# Strings of the Bot API that may look like JSON ("42", "true", "[1]") and must stay as they are.
TEXTS = frozenset(
    """text caption quote parse_mode quote_parse_mode url secret_token callback_query_id
    inline_query_id guest_query_id inline_message_id file_id document photo name description
    short_description language_code action message_effect_id business_connection_id
    next_offset""".split()
)


def decoded(raw: Mapping[str, Any]) -> Json:
    """Return parameters with JSON strings read, except where the Bot API wants text.

    >>> decoded({"chat_id": "42", "text": "42", "reply_parameters": '{"message_id": 7}'})
    {'chat_id': 42, 'text': '42', 'reply_parameters': {'message_id': 7}}
    """
    return {name: value if name in TEXTS else _read(value) for name, value in raw.items()}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The decoded parameters and the files of one call, read by kind.

    Every reader raises a 400 that names the parameter when its value is of another kind.
    """

    values: Json
    files: Mapping[str, Upload]

    def __contains__(self, name: str) -> bool:
        """Tell whether a parameter was passed."""
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """Read a string."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise bad_request(f'parameter "{name}" must be a string')
        return value

    def integer(self, name: str, default: int | None = None) -> int:
        """Read a whole number; without a default it must be there."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise bad_request(f'parameter "{name}" must be an integer')
        return value

    def number(self, name: str) -> int | None:
        """Read a whole number that may be absent."""
        return self.integer(name) if name in self else None

    def flag(self, name: str) -> bool:
        """Read a Boolean; absent is false."""
        return self.values.get(name, False) is True

    def record(self, name: str) -> Json | None:
        """Read a JSON object that may be absent."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f'can\'t parse "{name}" JSON object')
        return value

    def records(self, name: str) -> list[Json]:
        """Read an array of JSON objects; absent is empty."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise bad_request(f'can\'t parse "{name}": expected an array of objects')
        return value


def _read(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
