import pytest

from knowledge.storage.leases import LeaseLostError, Leases, give_up
from knowledge.storage.port.database import Database

ENDED = -1.0  # seconds that a lease lasts which has ended when it begins


async def test_a_lease_has_one_owner(database: Database) -> None:
    """Whoever comes second does not get it; it is free when the first gives it up."""
    leases = Leases(database)
    assert await leases.take("leader", "a")
    assert not await leases.take("leader", "b")
    assert await leases.take("leader", "a")
    assert await leases.held() == {"leader": "a"}
    await leases.give_up("a")
    assert await leases.take("leader", "b")


async def test_a_lease_ends_by_itself(database: Database) -> None:
    """From then on it is anybody's, and cannot be renewed any more."""
    short = Leases(database, ENDED)
    assert await short.take("leader", "a")
    assert await short.held() == {}
    assert await short.renew("a") == frozenset()
    assert await Leases(database).take("leader", "b")
    assert await Leases(database).held() == {"leader": "b"}


async def test_all_leases_of_an_owner_are_renewed(database: Database) -> None:
    """And nobody else's."""
    leases = Leases(database)
    for name, owner in (("x", "a"), ("y", "a"), ("z", "b")):
        await leases.take(name, owner)
    assert await leases.renew("a") == {"x", "y"}


async def test_a_transaction_can_ask(database: Database) -> None:
    """Whether a lease is still somebody's; if not, it leaves nothing behind."""
    leases = Leases(database)
    await leases.take("articles", "a")
    await database.write(lambda connection: leases.check(connection, "articles", "a"))
    with pytest.raises(LeaseLostError, match="try again"):
        await database.write(lambda connection: leases.check(connection, "articles", "b"))
    await database.write(lambda connection: give_up(connection, "a"))
    with pytest.raises(LeaseLostError):
        await database.write(lambda connection: leases.check(connection, "articles", "a"))
