"""What does the operator read, and what never?

Invariant: an event is one line, of text or of JSON, with the number of the update that it belongs
to; no secret stands in any, wherever it comes from: not in the address of a request, not in the
text of an error, not in a traceback. What people ask stands in none unless the operator wants it.
"""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from bot.delivery.handling import current

HIDDEN = "[token]"
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LIBRARIES = (
    *("aiosqlite", "asyncio", "filelock", "httpcore", "httpx", "psycopg", "telegram"),
    "uvicorn",
)
EVENT = "event"  # the attribute of a record that holds its fields


class WithoutSecrets(logging.Formatter):
    """Formats a record and takes the secrets out of the result."""

    def __init__(self, secrets: Sequence[str], form: Literal["text", "json"] = "text") -> None:
        super().__init__(FORM)
        self._secrets = sorted(secrets, key=len, reverse=True)
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record, with its traceback, without secrets."""
        line = self._json_line(record) if self._json else self._text_line(record)
        return without(line, self._secrets)

    def _text_line(self, record: logging.LogRecord) -> str:
        fields = {**_belongs_to(), **_fields(record)}
        told = " ".join(f"{name}={value}" for name, value in fields.items())
        return super().format(record) + (f" [{told}]" if told else "")

    def _json_line(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_belongs_to(),
            **_fields(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def without(text: str, secrets: Sequence[str]) -> str:
    """Return a text with secrets hidden.

    >>> without("POST /bot12345:half/getMe half", ["12345:half", "half"])
    'POST /bot[token]/getMe [token]'
    """
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def fields(**values: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever can be printed
    """Return what to pass as `extra` so that an event's fields stand in its line."""
    return {EVENT: values}


def set_up(level: str, secrets: Sequence[str] = (), form: Literal["text", "json"] = "text") -> None:
    """Send the log to stderr, from a level on; libraries speak from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutSecrets(secrets, form))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLevelName(level)))


def _belongs_to() -> dict[str, Any]:
    number = current().number
    return {"update": number} if number is not None else {}


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    found: dict[str, Any] = getattr(record, EVENT, {})
    return found
