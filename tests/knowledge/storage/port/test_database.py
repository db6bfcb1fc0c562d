"""What every engine promises; each test runs on all of them."""

import asyncio
import threading

import pytest

from knowledge.storage.port.database import Connection, Database, Row, next_number

COUNT = "SELECT count(*) FROM bans"


def insert(connection: Connection) -> None:
    """Write something."""
    row = connection.row(COUNT)
    connection.run("INSERT INTO bans (person, at) VALUES (?, 1.0)", (str(row[0] if row else 0),))


async def test_a_question_never_waits_for_a_transaction(database: Database) -> None:
    """Readers see the last commit while a transaction is open, and the next one after it."""
    loop, begun, may_end = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        insert(connection)
        loop.call_soon_threadsafe(begun.set)
        may_end.wait()

    writing = asyncio.create_task(database.write(slow))
    await begun.wait()
    assert await database.row(COUNT) == (0,)
    assert await database.many_rows(COUNT) == [(0,)]
    may_end.set()
    await writing
    assert await database.row(COUNT) == (1,)


async def test_what_was_deleted_is_found_no_more(database: Database) -> None:
    """Shredding leaves what is there, and a bot that goes on writing meanwhile."""
    await database.run("INSERT INTO bans (person, at) VALUES ('a secret of theirs', 1.0)")
    await database.run("UPDATE bans SET person = 'x'")
    await asyncio.gather(database.shred(), database.write(insert))
    assert await database.rows("SELECT person FROM bans ORDER BY person") == [("1",), ("x",)]


async def test_a_read_is_of_one_commit(database: Database) -> None:
    """What is committed while some work reads is not seen by the rest of that work."""
    loop, begun, may_end = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def twice(connection: Connection) -> list[Row | None]:
        first = connection.row(COUNT)
        loop.call_soon_threadsafe(begun.set)
        may_end.wait()
        return [first, connection.row(COUNT)]

    reading = asyncio.create_task(database.read(twice))
    await begun.wait()
    await database.write(insert)
    may_end.set()
    assert await reading == [(0,), (0,)]
    assert await database.row(COUNT) == (1,)


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    """An error of anyone's takes back what was written."""

    def fail(connection: Connection) -> None:
        insert(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await database.write(fail)
    assert await database.row(COUNT) == (0,)
    await database.write(insert)
    assert await database.row(COUNT) == (1,)


async def test_what_was_given_up_is_not_written(database: Database) -> None:
    """Whoever stops waiting finds nothing written, however far the work had come."""
    loop, begun, may_end = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        insert(connection)
        loop.call_soon_threadsafe(begun.set)
        may_end.wait()

    writing = asyncio.create_task(database.write(slow))
    await begun.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    may_end.set()
    assert await database.write(lambda connection: connection.row(COUNT)) == (0,)


async def test_transactions_take_turns(database: Database) -> None:
    """Tasks that write at once are all written."""
    await asyncio.gather(*(database.write(insert) for _ in range(5)))
    assert await database.row(COUNT) == (5,)


async def test_numbers_are_given_out_once(database: Database) -> None:
    """Two who take numbers at once get different ones, without a gap."""

    def take(connection: Connection) -> int:
        return next_number(connection, "revisions", 3)

    found = await asyncio.gather(*(database.write(take) for _ in range(4)))
    assert sorted(found) == [1, 4, 7, 10]
    with pytest.raises(LookupError, match="no numbers for tickets"):
        await database.write(lambda connection: next_number(connection, "tickets"))


async def test_another_history_gives_no_number_twice(database: Database) -> None:
    """Not to rows, not to those who take numbers; and it has another mark."""
    insert_offer = "INSERT INTO offers (at, chat, person) VALUES (1.0, '1', '1') RETURNING offer"
    assert await database.last_number() == 0
    assert await database.run(insert_offer) == [(1,)]
    before = await database.row("SELECT mark FROM history")
    await database.begin_history(5000)
    assert await database.last_number() == 5000
    assert await database.run(insert_offer) == [(5001,)]
    assert await database.run(
        "INSERT INTO bookmarks VALUES ('1', 'a', 1, 1.0) RETURNING place"
    ) == [(1,)]
    taken = await database.write(lambda connection: next_number(connection, "revisions", 9))
    assert taken == 5001
    assert await database.last_number() == 5009
    await database.begin_history(70)
    assert await database.run(insert_offer) == [(5002,)]
    assert await database.row("SELECT mark FROM history") != before


async def test_rows_with_names(database: Database) -> None:
    """Values can be had by the names of their columns."""
    found = await database.read(lambda connection: connection.named_rows("SELECT 1 AS a, 'x' AS b"))
    assert found == [{"a": 1, "b": "x"}]


async def test_a_value_stands_where_it_belongs(database: Database) -> None:
    """Signs within quotes are no places for values, and yes and no are numbers."""
    row = await database.row(
        "SELECT 'why? 100%', \"at\", person FROM bans WHERE person LIKE 'b%' AND at = ?", (True,)
    )
    assert row is None
    await database.run("INSERT INTO bans (person, at) VALUES (?, ?)", ("b?%s", True))
    row = await database.row(
        "SELECT 'why? 100%', \"at\", person FROM bans WHERE person LIKE 'b%' AND at = ?", (True,)
    )
    assert row == ("why? 100%", 1.0, "b?%s")


async def test_text_is_ordered_by_its_characters(database: Database) -> None:
    """Ranges of keys mean the same everywhere, whatever a server's language is."""
    for word in ("b", "A", "a", "Z", "é", "中", "a:1", "a;"):
        await database.run("INSERT INTO bans (person, at) VALUES (?, 1.0)", (word,))
    rows = await database.rows("SELECT person FROM bans ORDER BY person")
    assert [row[0] for row in rows] == ["A", "Z", "a", "a:1", "a;", "b", "é", "中"]
    assert await database.rows("SELECT person FROM bans WHERE person > 'a:' AND person < 'a;'") == [
        ("a:1",)
    ]


async def test_a_whole_database_has_no_damage(database: Database) -> None:
    """Whoever asks is told of none."""
    assert await database.damage() == ""
