import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from knowledge.model.errors import StoreError
from knowledge.storage.engine import open_database
from knowledge.storage.postgres import schema
from knowledge.storage.postgres.schema import MIGRATIONS
from knowledge.storage.postgres.url import PostgresUrl
from knowledge.storage.sqlite.schema import MIGRATIONS as OF_SQLITE
from tests.postgres import Server

OWN = "youju"  # the table that says which schema it is; a file of SQLite says so in its header
SAME = {"INTEGER": {"bigint", "integer"}, "REAL": {"double precision"}, "TEXT": {"text"}}
SAME |= {"BLOB": {"bytea"}}

Columns = dict[tuple[str, str], tuple[str, bool]]


def of_sqlite() -> Columns:
    """Return type and *not null* of every column in a file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for script in OF_SQLITE:
            connection.executescript(script)
        rows = connection.execute(
            'SELECT t.name, c.name, c.type, c."notnull" OR c.pk FROM sqlite_master t '
            "JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
        )
        return {(table, name): (kind, bool(full)) for table, name, kind, full in rows}


def of_postgres(server: Server) -> Columns:
    """Return type and *not null* of every column on a server."""
    server.emptied()
    with server.connect() as connection:
        rows = connection.execute(
            "SELECT table_name, column_name, data_type, is_nullable FROM "
            "information_schema.columns WHERE table_schema = current_schema()"
        ).fetchall()
    return {
        (str(table), str(name)): (str(kind), nullable == "NO")
        for table, name, kind, nullable in rows
        if table != OWN
    }


def test_both_engines_have_the_same_tables(postgres: Server) -> None:
    """Whoever adds a migration to one adds it to the other."""
    ours, theirs = of_sqlite(), of_postgres(postgres)
    assert ours.keys() == theirs.keys()
    for column, (kind, full) in ours.items():
        assert theirs[column][0] in SAME[kind], column
        assert theirs[column][1] == full, column


def test_both_engines_have_the_same_indexes(postgres: Server) -> None:
    """A statement that is quick on one is not slow on the other for want of one."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for script in OF_SQLITE:
            connection.executescript(script)
        ours = {
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            )
        }
    postgres.emptied()
    with postgres.connect() as server:
        theirs = {
            row[0]
            for row in server.execute(
                "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
            )
        }
    assert ours <= theirs


def test_all_text_is_ordered_by_its_bytes(postgres: Server) -> None:
    """As SQLite does: a range of keys must not depend on the language of a server."""
    postgres.emptied()
    with postgres.connect() as connection:
        others = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = "
            "current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
        ).fetchall()
    assert others == []


@pytest.fixture
def fresh(postgres: Server) -> PostgresUrl:
    """Return the address of a database without tables."""
    with postgres.connect() as connection:
        connection.execute("DROP DATABASE IF EXISTS fresh")
        connection.execute("CREATE DATABASE fresh")
    return postgres.url("fresh")


async def test_processes_that_start_together_make_the_tables_once(fresh: PostgresUrl) -> None:
    """Whoever comes second finds them made, not an error."""
    opened = await asyncio.gather(*(open_database(fresh) for _ in range(4)))
    for database in opened:
        assert await database.rows("SELECT schema FROM youju") == [(len(MIGRATIONS),)]
        assert await database.rows("SELECT count(*) FROM history") == [(1,)]
        await database.close()


async def test_a_database_of_another_program_is_refused(fresh: PostgresUrl) -> None:
    """A wrong address never turns somebody else's database into ours."""
    with psycopg.connect(fresh.secret) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="belongs to another program: name another database"):
        await open_database(fresh)
    with psycopg.connect(fresh.secret) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == [("recipes",)]


async def test_a_database_from_a_newer_youju_is_refused(fresh: PostgresUrl) -> None:
    """At the start, and while an older program runs: it would write what the newer cannot read."""
    database = await open_database(fresh)
    with psycopg.connect(fresh.secret) as connection:
        connection.execute("UPDATE youju SET schema = schema + 1")
    with pytest.raises(StoreError, match=r"made by a newer Youju .* update Youju or name another"):
        await open_database(fresh)
    with pytest.raises(StoreError, match="made by a newer Youju"):
        await database.run("INSERT INTO bans (person, at) VALUES ('1', 1.0)")
    assert await database.rows("SELECT * FROM bans") == []
    await database.close()


async def test_a_database_that_cannot_hold_all_characters_is_refused(postgres: Server) -> None:
    """It is told how to make one that can."""
    with postgres.connect() as connection:
        connection.execute("DROP DATABASE IF EXISTS latin")
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(StoreError, match=r"its encoding is LATIN1, .* createdb --encoding=UTF8"):
        await open_database(postgres.url("latin"))


def test_migrations_are_numbered_without_a_gap() -> None:
    """The place of a migration is the number in its file's name, so that no two can be the same."""
    folder = Path(schema.__file__).parent / "migrations"
    names = sorted(file.name for file in folder.glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(1, len(MIGRATIONS) + 1))
