"""Where is the server, and what of that may be said?

Invariant: the password stands in no text but `secret`; what cannot be understood of an address is
left out of what is said rather than said.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote

SCHEMES = ("postgresql://", "postgres://")
_NO_PORT = re.compile(r":(?!\d{1,5}(?:[,/]|$))[^,/]*")  # after a colon, and not a port


@dataclass(frozen=True, slots=True)
class PostgresUrl:
    """The address of a database of PostgreSQL; as a text it has no password.

    >>> print(PostgresUrl("postgresql://youju:open%20sesame@one,two:5433/articles?sslmode=require"))
    postgresql://youju@one,two:5433/articles
    """

    secret: str = field(repr=False)

    @staticmethod
    def is_one(address: str) -> bool:
        """Tell whether an address is one of PostgreSQL."""
        return address.startswith(SCHEMES)

    @property
    def passwords(self) -> tuple[str, ...]:
        """What must never be said: the address as it was given, and the password in it."""
        _, _, written = self._person.partition(":")
        queried = parse_qs(self.secret.rpartition("?")[2]).get("password", [])
        found = (self.secret, written, unquote(written), *queried)
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def _person(self) -> str:
        """The user and the password; an @ within them is not the last one."""
        return self._rest.rpartition("@")[0]

    @property
    def _rest(self) -> str:
        return self.secret.partition("://")[2]

    def __str__(self) -> str:
        _, at, place = self._rest.rpartition("@")
        user = self._person.partition(":")[0]
        return f"postgresql://{user}{at}{_NO_PORT.sub('', place.partition('?')[0])}"

    def without_password(self, text: str) -> str:
        """Return a text in which neither the address as it was given nor the password stands."""
        for secret in self.passwords:
            text = text.replace(secret, str(self) if secret == self.secret else "…")
        return text
