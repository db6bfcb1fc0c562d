"""What is remembered of whoever acts in a chat?

All that an update needs to know before it is handled, in one statement: each further one is a way
to another thread and back. Invariant: who is not known has the defaults.
"""

from dataclasses import dataclass, field

from bot.records.groups import GroupSettings, settings_of
from bot.records.preferences import Preference
from bot.records.turns import ASKED, COLUMNS, Place, Turn, turn_of
from knowledge.storage import Database


@dataclass(frozen=True, slots=True)
class Memory:
    """Whether a person is banned, what they chose, and what their group chose.

    `answered` tells whether the message has an answer already, `latest` is the person's turn before
    it in this chat and thread that asked something.
    """

    banned: bool = False
    preference: Preference = field(default_factory=Preference)
    group: GroupSettings = field(default_factory=GroupSettings)
    answered: bool = False
    latest: Turn | None = None


_MEMORY = f"""
    SELECT (SELECT count(*) FROM bans WHERE person = ?), p.language, p.easy,
           g.language, g.quiet, g.closed, g.articles, g.folders,
           (SELECT count(*) FROM turns WHERE chat = ? AND message = ? AND reply <> ''), {COLUMNS}
    FROM (SELECT 1) AS one
    LEFT JOIN preferences p ON p.person = ?
    LEFT JOIN group_settings g ON g.chat = ?
    LEFT JOIN turns t ON t.turn = (
        SELECT turn FROM turns WHERE chat = ? AND thread = ? AND person = ? AND message <> ?
        AND {ASKED} ORDER BY turn DESC LIMIT 1
    )
"""


async def memory_of(database: Database, person: str, group: str, place: Place) -> Memory:
    """Return what is remembered of a person and a group, each perhaps '', and of a place."""
    where = (place.chat, place.message)
    before = (place.chat, place.thread, place.person, place.message)
    row = await database.row(_MEMORY, (person, *where, person, group, *before))
    if row is None:
        return Memory()
    banned, language, easy, *rest = row
    return Memory(
        bool(banned),
        Preference() if language is None else Preference(language, bool(easy)),
        settings_of(rest[:5]),
        bool(rest[5]),
        turn_of(rest[6:]) if rest[6] is not None else None,
    )
