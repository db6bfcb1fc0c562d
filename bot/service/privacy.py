"""What is remembered of a person, and how do they get it or have it forgotten?

Invariant: only a person's own things.
"""

import json

from bot.service.desk import Desk
from bot.service.session import Session


async def own_records(session: Session, desk: Desk) -> bytes | None:
    """Return all that is remembered of a person as JSON; None if that is nothing."""
    found = await desk.records.privacy.of(session.person)
    if not found:
        return None
    content = json.dumps(found, ensure_ascii=False, indent=2, default=_readable)
    return content.encode("utf-8", "surrogatepass")


async def forget(session: Session, desk: Desk) -> None:
    """Delete all that is remembered of a person."""
    await desk.records.privacy.forget(session.person)


def _readable(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
