import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from knowledge.model.errors import StoreError
from knowledge.storage import Connection, Database
from knowledge.storage.engine import open_database
from knowledge.storage.postgres.url import PostgresUrl
from tests.postgres import Server

COUNT = "SELECT count(*) FROM bans"
INSERT = "INSERT INTO bans (person, at) VALUES (?, 1.0)"
OURS = "FROM pg_stat_activity WHERE application_name = 'youju'"


@pytest.fixture
def url(postgres: Server) -> PostgresUrl:
    """Return the address of an empty database."""
    return postgres.emptied()


@pytest.fixture
async def database(url: PostgresUrl) -> AsyncIterator[Database]:
    """Yield an empty database."""
    opened = await open_database(url)
    yield opened
    await opened.close()


def insert(connection: Connection) -> None:
    """Write something."""
    row = connection.row(COUNT)
    connection.run(INSERT, (str(row[0] if row else 0),))


async def test_foreign_keys_hold(database: Database) -> None:
    """A passage without its revision is refused."""
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        await database.run("INSERT INTO passages VALUES (1, 7, 'k', 1, '', 0, 1)")
    assert await database.run(INSERT, ("1",)) == []


async def test_a_programming_error_is_not_dressed_up(database: Database) -> None:
    """Wrong SQL is nothing that a person can mend, so it is no StoreError."""
    with pytest.raises(psycopg.errors.UndefinedTable, match="nowhere"):
        await database.rows("SELECT * FROM nowhere")
    assert await database.row(COUNT) == (0,)


async def test_a_sign_of_life_waits_for_no_transaction(
    database: Database, url: PostgresUrl
) -> None:
    """However long somebody writes, a statement that stands beside it is carried out."""
    other, loop = await open_database(url), asyncio.get_running_loop()
    begun, may_end = asyncio.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        insert(connection)
        loop.call_soon_threadsafe(begun.set)
        may_end.wait()

    writing = asyncio.create_task(database.write(slow))
    await begun.wait()
    assert await other.run_beside("INSERT INTO bans VALUES ('x', 1.0) RETURNING person") == [("x",)]
    may_end.set()
    await writing
    assert await other.row(COUNT) == (2,)
    await other.close()


async def test_connections_are_counted(database: Database) -> None:
    """Those in use, those that are free, and who waits for one."""
    assert await database.row(COUNT) == (0,)
    found = database.connections()
    assert found.keys() == {"used", "free", "awaited"}
    assert (found["used"], found["awaited"]) == (0, 0)
    assert found["free"] >= 1


async def test_processes_write_one_after_the_other(url: PostgresUrl) -> None:
    """What one reads before it writes is still so when it has written."""
    several = await asyncio.gather(*(open_database(url) for _ in range(3)))
    await asyncio.gather(*(database.write(insert) for database in several for _ in range(5)))
    rows = await several[0].rows("SELECT person FROM bans")
    assert {row[0] for row in rows} == {str(number) for number in range(15)}
    for database in several:
        await database.close()


async def test_what_is_given_up_while_another_process_writes_is_not_written(
    database: Database, url: PostgresUrl
) -> None:
    """Given up while another process holds the lock, it does not begin after all."""
    with psycopg.connect(url.secret) as other, psycopg.connect(url.secret, autocommit=True) as look:
        other.execute("SELECT * FROM youju FOR UPDATE")
        waiting = asyncio.create_task(database.write(insert))
        stands = f"SELECT 1 {OURS} AND wait_event_type = 'Lock'"
        while not look.execute(stands).fetchall():  # noqa: ASYNC110 - the server's side
            await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        other.rollback()
    assert await database.write(lambda connection: connection.row(COUNT)) == (0,)


async def test_a_server_that_was_started_anew_is_not_noticed(
    database: Database, postgres: Server
) -> None:
    """Connections that are gone are replaced, and what was asked is asked again."""
    await database.run(INSERT, ("1",))
    await database.row(COUNT)
    for _ in range(2):
        end_connections(postgres)
        assert await database.row(COUNT) == (1,)
        end_connections(postgres)
        await database.run("UPDATE bans SET at = at + 1")
    assert await database.rows("SELECT at FROM bans") == [(3.0,)]


def end_connections(postgres: Server) -> None:
    """End all connections of ours, as a server does that stops."""
    with postgres.connect() as other:
        other.execute(f"SELECT pg_terminate_backend(pid, 10000) {OURS}")


async def test_a_connection_that_breaks_within_is_replaced(
    database: Database, postgres: Server
) -> None:
    """What was written so far is not there, and it is written once."""
    tries = 0

    def work(connection: Connection) -> None:
        nonlocal tries
        tries += 1
        insert(connection)
        if tries == 1:
            end_connections(postgres)
        insert(connection)

    await database.write(work)
    assert tries == 2
    assert await database.row(COUNT) == (2,)


@pytest.mark.parametrize("committed", [True, False])
async def test_a_commit_that_nobody_confirmed_is_asked_for(
    database: Database, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    """The connection broke at its end: nothing is written twice, and nothing is lost."""
    breaking(monkeypatch, committed=committed)
    await database.write(insert, durable=True)
    assert await database.row(COUNT) == (1,)


async def test_a_commit_that_nobody_can_tell_of_is_told(
    database: Database, url: PostgresUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another process has written since, a person has to look."""

    def write_too() -> None:
        with psycopg.connect(url.secret) as other:
            other.execute("UPDATE youju SET last_write = 'of somebody else'")

    breaking(monkeypatch, committed=True, then=write_too)
    with pytest.raises(StoreError, match="look whether it was done"):
        await database.write(insert)
    assert await database.row(COUNT) == (1,)


def breaking(
    monkeypatch: pytest.MonkeyPatch,
    *,
    committed: bool,
    then: Any = lambda: None,  # noqa: ANN401
) -> None:
    """Have the connection break at the next commit, before or after the server has it."""
    execute, broken = psycopg.Connection.execute, False

    def broken_once(self: Any, query: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        nonlocal broken
        if broken or query != "COMMIT":
            return execute(self, query, *rest, **named)
        broken = True
        if committed:
            execute(self, query)
        self.close()
        then()
        raise psycopg.OperationalError("the connection is lost")

    monkeypatch.setattr(psycopg.Connection, "execute", broken_once)


async def test_what_a_server_cannot_copy_is_told(database: Database, tmp_path: Path) -> None:
    """The remedy is the server's own program."""
    with pytest.raises(StoreError, match=r"copy\.db cannot be written from a server: .* pg_dump"):
        database.copy_to(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


async def test_numbers_begin_where_they_shall(database: Database) -> None:
    """Also where no row was ever made, and for rows with numbers of their own."""
    await database.begin_history(0)
    assert (
        await database.last_number() == 1
    )  # the lowest that a sequence of PostgreSQL can have had
    await database.run("INSERT INTO inbox (number, lane, at) VALUES (?, '1', 1.0)", (2**62,))
    assert await database.last_number() == 1
