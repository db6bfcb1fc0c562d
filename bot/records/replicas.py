"""Which processes serve together from one database?

A replica is a lease with its name; one of them has the lease of the leader, too. Invariant: a
replica whose lease has ended is none any more, and comes back under another name; what belonged to
the old name is free.
"""

import secrets
from dataclasses import dataclass

from knowledge.storage import Database, Leases, give_up

LEADER = "leader"
PREFIX = "replica:"


def bot_of(name: str) -> str:
    """Return the number of the bot that a replica is of.

    >>> bot_of("replica:123456789:0a1b2c")
    '123456789'
    """
    return name.removeprefix(PREFIX).partition(":")[0]


@dataclass(frozen=True, slots=True)
class Seen:
    """The replicas that serve, by name, and the name of their leader; '' for none."""

    replicas: tuple[str, ...]
    leader: str


class ReplicaStore:
    """Replicas in the database that they share."""

    def __init__(self, database: Database, seconds: float) -> None:
        self._database = database
        self.leases = Leases(database, seconds)

    async def join(self, bot: str) -> str:
        """Come to the replicas of a bot, and return a name that no other one has or had."""
        name = f"{PREFIX}{bot}:{secrets.token_hex(6)}"
        await self.leases.take(name, name)
        return name

    async def renew(self, name: str) -> bool:
        """Renew what a replica holds, and tell whether it still is one."""
        return name in await self.leases.renew(name)

    async def seen(self) -> Seen:
        """Return who serves now."""
        held = await self.leases.held()
        replicas = tuple(sorted(name for name in held if name.startswith(PREFIX)))
        return Seen(replicas, held.get(LEADER, ""))

    async def lead(self, name: str) -> bool:
        """Have a replica lead if none does, and tell whether it leads now."""
        return await self.leases.take(LEADER, name)

    async def leave(self, name: str) -> None:
        """Leave the replicas, so that the others need not wait for the end of a lease."""
        await self._database.write(lambda connection: give_up(connection, name))
