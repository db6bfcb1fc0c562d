import sys

import psycopg
import pytest

from knowledge.model.errors import DamagedError, StoreError
from knowledge.storage.engine import open_database
from knowledge.storage.postgres.told import told
from knowledge.storage.postgres.url import PostgresUrl
from tests.postgres import LOCKED, Server


async def refused(address: str) -> str:
    """Return what is said of a database that cannot be opened."""
    with pytest.raises(StoreError) as caught:
        await open_database(PostgresUrl(address))
    assert "pa55" not in str(caught.value)
    return str(caught.value)


async def test_a_server_that_is_not_there(postgres: Server) -> None:
    """The remedy is to start it or to name another one."""
    said = await refused(f"postgresql://tests:pa55word@/db?host={postgres.folder}/nowhere")
    assert said.startswith("postgresql://tests@/db: the server cannot be reached: start it, or ")


async def test_a_database_that_is_not_there(postgres: Server) -> None:
    """It has to be made: we make tables only."""
    said = await refused(postgres.url("nowhere").secret)
    assert "the database is not there: make it with createdb, or name another one" in said


async def test_users_who_are_refused(postgres: Server) -> None:
    """Nobody by that name, and somebody with another password; neither is repeated."""
    with postgres.connect() as connection:
        connection.execute(f"DROP ROLE IF EXISTS {LOCKED}".encode())
        connection.execute(f"CREATE ROLE {LOCKED} LOGIN PASSWORD 'right'".encode())
    host = f"@/postgres?host={postgres.folder}"
    assert "the server does not know the user" in await refused(f"postgresql://x:pa55{host}")
    for password in (":pa55word", ""):
        said = await refused(f"postgresql://{LOCKED}{password}{host}")
        assert said.startswith(f"postgresql://{LOCKED}@/postgres: the server refuses the user or")


@pytest.mark.parametrize(
    "address",
    ["postgresql://bot:pa55@host/db?colour=red", "postgresql://bot:pa55@[::1/db"],
)
async def test_an_address_that_is_none(address: str) -> None:
    """It is told how one is written, without what stands in it."""
    assert "not an address that PostgreSQL takes" in await refused(address)


async def test_a_user_who_may_make_no_tables(postgres: Server) -> None:
    """The owner of the database may."""
    with postgres.connect() as connection:
        connection.execute("DROP DATABASE IF EXISTS others")
        connection.execute("CREATE DATABASE others")
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    said = await refused(f"postgresql://guest@/others?host={postgres.folder}")
    assert "the user may not do that: make it the owner of the database" in said


async def test_a_standby_takes_no_writing(postgres: Server) -> None:
    """Of several servers the one that does is chosen; where none does, that is said."""
    with postgres.connect() as connection:
        connection.execute("DROP DATABASE IF EXISTS standby")
        connection.execute("CREATE DATABASE standby")
    url = postgres.url("standby")
    database = await open_database(url)
    with postgres.connect() as connection:
        connection.execute("ALTER DATABASE standby SET default_transaction_read_only = on")
    assert "takes writing" in await refused(url.secret)
    await database.close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (psycopg.errors.DiskFull("no space"), "the server's disk is full: free some space"),
        (psycopg.errors.TooManyConnections("too many"), "raise its max_connections"),
        (psycopg.errors.LockNotAvailable("waited"), "another process has kept the database locked"),
        (psycopg.errors.ReadOnlySqlTransaction("no"), "it is a standby; name the primary"),
        (psycopg.errors.QueryCanceled("took too long"), "try again; nothing was changed"),
        (psycopg.OperationalError("server closed\nthe connection"), "the server cannot be reached"),
    ],
)
def test_what_a_person_can_mend_has_its_remedy(error: psycopg.Error, words: str) -> None:
    """In one line, with what the server said."""
    with pytest.raises(StoreError) as caught, told(PostgresUrl("postgresql://host/db")):
        raise error
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_damage_is_told_as_damage() -> None:
    """Whoever looks for it finds it among other errors."""
    with pytest.raises(DamagedError), told(PostgresUrl("postgresql://host/db")):
        raise psycopg.errors.DataCorrupted("invalid page in block 3")


async def test_what_is_missing_for_a_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: nobody who keeps to SQLite needs it."""
    monkeypatch.delitem(sys.modules, "knowledge.storage.postgres.database", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    said = await refused("postgresql://bot:pa55@host/db")
    assert said == "postgresql://bot@host/db: it needs psycopg: pip install 'youju[postgres]'"
