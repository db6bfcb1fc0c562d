import pytest

from bot.records.inbox import MOST_TRIES, InboxStore, Received
from knowledge.storage import Connection, Database, Row

# How each engine is asked whether a commit waits for the disk, and what it says if so, and if not.
WAITING = {
    "SqliteDatabase": ("PRAGMA synchronous", 2, 1),
    "PostgresDatabase": ("SHOW synchronous_commit", "on", "on"),
}

A1, A2, B3 = Received(1, "a", "一"), Received(2, "a", "二"), Received(3, "b", "三")


@pytest.fixture
def inbox(database: Database) -> InboxStore:
    """Return an empty inbox."""
    return InboxStore(database)


async def test_what_came_in_waits_in_order(inbox: InboxStore) -> None:
    """What was stored is there until it is done, ordered by number, and each is new once."""
    assert await inbox.put(1.0, [B3, A1]) == [A1, B3]
    assert await inbox.put(2.0, [A1, A2]) == [A2]
    assert await inbox.waiting() == [A1, A2, B3]


async def test_what_is_done_is_known_but_not_kept(inbox: InboxStore, database: Database) -> None:
    """Its number is not new again, and of its words nothing is left."""
    await inbox.put(1.0, [A1, A2])
    assert await inbox.put(2.0, [B3], done=[1]) == [B3]
    assert await inbox.waiting() == [A2, B3]
    assert await inbox.put(3.0, [A1]) == []
    assert await database.rows("SELECT body FROM inbox WHERE number = 1") == [(None,)]


async def test_numbers_are_forgotten_and_what_waits_is_not(inbox: InboxStore) -> None:
    """Only what is done and old enough leaves."""
    await inbox.put(1.0, [A1, A2])
    await inbox.put(1.0, [], done=[1])
    await inbox.forget(2.0)
    assert await inbox.waiting() == [A2]
    assert await inbox.put(3.0, [A1]) == [A1]


async def test_what_ends_every_run_is_given_up(inbox: InboxStore) -> None:
    """What was being tried each time that the process ended is passed over, and nothing else."""
    await inbox.put(1.0, [A1, A2, B3])
    for start in range(MOST_TRIES):
        left = await inbox.resume()
        assert [(one.number, one.tries) for one in left] == [(1, start), (2, 0), (3, 0)]
        await inbox.begin(1)
        await inbox.begin(3)
        await inbox.survived(3)
    assert [one.number for one in await inbox.resume()] == [2, 3]


async def test_runs_that_end_for_other_reasons_lose_nothing(inbox: InboxStore) -> None:
    """However often the process ends before it gets to something."""
    await inbox.put(1.0, [A1])
    for _ in range(100):
        assert [one.number for one in await inbox.resume()] == [1]


async def test_a_restored_inbox_is_old(inbox: InboxStore) -> None:
    """What waited when a backup was made is not answered when it is restored."""
    await inbox.put(1.0, [A1])
    await inbox.clear()
    assert await inbox.waiting() == []


async def test_receiving_waits_for_the_disk(database: Database, inbox: InboxStore) -> None:
    """Only while something is received does a commit wait for the disk itself."""
    statement, waits, goes_on = WAITING[type(database).__name__]

    def synchronous(connection: Connection) -> Row | None:
        return connection.row(statement)

    assert await database.write(synchronous, durable=True) == (waits,)
    assert await database.write(synchronous) == (goes_on,)
    await inbox.put(1.0, [A1])
