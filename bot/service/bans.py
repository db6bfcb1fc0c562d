"""Somebody makes trouble: how does an admin have them ignored?

Invariant: only a person's number counts, never a name; admins cannot be banned.
"""

from bot.service.desk import Desk


async def ban(person: int, desk: Desk) -> bool:
    """Ignore a person from now on; False for an admin, whom nobody can ban."""
    if person in desk.settings.admins:
        return False
    await desk.records.bans.put(str(person), desk.now())
    return True


async def lift_ban(person: int, desk: Desk) -> bool:
    """Answer a person again; tell whether they were banned."""
    return await desk.records.bans.lift(str(person))
