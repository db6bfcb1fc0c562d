"""Which knowledge versions were live, and how does an admin go back to one?

Invariant: going back is a new version, so that it can be undone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import Version

LISTED = 10  # versions at once


@dataclass(frozen=True, slots=True)
class RolledBack:
    """The version that is live since, and the files that are held back until they change."""

    version: Version
    held: tuple[str, ...]


async def versions(desk: Desk) -> Sequence[Version]:
    """Return the last knowledge versions, newest first."""
    return await desk.base.library.versions(LISTED)


async def roll_back(session: Session, to: int | None, desk: Desk) -> RolledBack:
    """Go back to the version before or to a kept one: in a moment, or a minute without its index.

    Raise KnowledgeError where the articles stay as they were.
    """
    version = await desk.base.roll_back(to, who=session.person)
    return RolledBack(version, tuple(await desk.base.library.held()))
