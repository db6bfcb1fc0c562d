"""What does the operator read, and what never?

Invariant: the bot's token stands in no line of the log, wherever it comes from: not in the address
of a request, not in the text of an error, not in a traceback.
"""

import logging

HIDDEN = "[token]"
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class WithoutToken(logging.Formatter):
    """Formats a record and takes the token out of the result."""

    def __init__(self, token: str) -> None:
        super().__init__(FORM)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record, with its traceback, without the token."""
        return without_token(super().format(record), self._token)


def without_token(text: str, token: str) -> str:
    """Return a text with the token, and the secret half of it, hidden.

    >>> without_token("POST /bot12345:secret-half/getMe", "12345:secret-half")
    'POST /bot[token]/getMe'
    """
    if not token:
        return text
    secret = token.partition(":")[2]
    return text.replace(token, HIDDEN).replace(secret or token, HIDDEN)


def set_up(level: str, token: str) -> None:
    """Send the log to stderr, from a level on; libraries speak from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutToken(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("httpx", "httpcore", "telegram", "asyncio", "aiosqlite", "filelock"):
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLevelName(level)))
