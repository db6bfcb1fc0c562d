"""How does Telegram say no?

Invariant: an `ApiError` carries exactly what the Bot API's answer carries: a code, a description
and the response parameters (`retry_after` in seconds, `migrate_to_chat_id`).
"""

from typing import Any


class ApiError(Exception):
    """A Bot API call that Telegram refuses.

    >>> ApiError(429, "Too Many Requests: retry after 3", retry_after=3).as_json()["parameters"]
    {'retry_after': 3}
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.code = code
        self.description = description
        self.parameters = parameters
        super().__init__(f"{code} {description}")

    def as_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(problem: str) -> ApiError:
    """Return the error for a call that is wrong in itself."""
    return ApiError(400, f"Bad Request: {problem}")


def forbidden(problem: str) -> ApiError:
    """Return the error for a chat that does not want the bot."""
    return ApiError(403, f"Forbidden: {problem}")


def conflict(problem: str) -> ApiError:
    """Return the error for two receivers of the same updates."""
    return ApiError(409, f"Conflict: {problem}")
