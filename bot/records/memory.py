"""What is remembered of whoever acts in a chat?

All that an update needs to know before it is handled, in one statement. Invariant: who is not known
has the defaults.
"""

from dataclasses import dataclass, field

from bot.records.groups import GroupSettings, settings_of
from bot.records.preferences import Preference
from knowledge.storage import Database


@dataclass(frozen=True, slots=True)
class Memory:
    """Whether a person is banned, what they chose, and what their group chose."""

    banned: bool = False
    preference: Preference = field(default_factory=Preference)
    group: GroupSettings = field(default_factory=GroupSettings)


async def memory_of(database: Database, person: str, group: str) -> Memory:
    """Return what is remembered of a person and a group, each perhaps ''."""
    row = await database.row(
        "SELECT (SELECT count(*) FROM bans WHERE person = ?), p.language, p.easy, "
        "g.language, g.quiet, g.closed, g.articles, g.folders FROM (SELECT 1) AS one "
        "LEFT JOIN preferences p ON p.person = ? LEFT JOIN group_settings g ON g.chat = ?",
        (person, person, group),
    )
    if row is None:
        return Memory()
    banned, language, easy, *chosen = row
    preference = Preference() if language is None else Preference(language, bool(easy))
    return Memory(bool(banned), preference, settings_of(chosen))
