import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.model.errors import StoreError
from knowledge.storage.engine import open_database
from knowledge.storage.port.database import Connection, Database
from knowledge.storage.sqlite.schema import APPLICATION_ID, MIGRATIONS

INSERT = "INSERT INTO versions (at) VALUES ('now')"
COUNT = "SELECT count(*) FROM versions WHERE version > 0"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a database is to be."""
    return tmp_path / "deep" / "youju.db"


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    """Yield a new database."""
    opened = await open_database(file)
    yield opened
    await opened.close()


def insert(connection: Connection) -> None:
    """Write something."""
    connection.run(INSERT)


def _beginning(file: Path, share: float) -> bytes:
    content = file.read_bytes()
    return content[: int(len(content) * share)]


async def test_a_new_database_has_the_newest_schema(database: Database, file: Path) -> None:
    """The file is made with its folder, is ours, and says which migrations it has run."""
    assert await database.row("PRAGMA user_version") == (len(MIGRATIONS),)
    assert await database.row("PRAGMA application_id") == (APPLICATION_ID,)
    assert await database.row(COUNT) == (0,)
    assert file.parent.stat().st_mode & 0o777 == 0o700


async def test_opening_again_changes_nothing(database: Database, file: Path) -> None:
    """Migrations run once."""
    await database.write(insert)
    again = await open_database(file)
    assert await again.row(COUNT) == (1,)
    await again.close()


async def test_processes_that_start_together_make_one_database(file: Path) -> None:
    """Whoever comes second finds the tables made, not an error."""
    for number in range(3):
        path = file.with_name(f"{number}.db")
        opened = await asyncio.gather(*(open_database(path) for _ in range(4)))
        for database in opened:
            assert await database.row(COUNT) == (0,)
            await database.close()


async def test_a_copy_is_whole(database: Database, tmp_path: Path) -> None:
    """It is a database of its own, without a log beside it."""
    await database.write(insert)
    await asyncio.to_thread(database.copy_to, tmp_path / "copy.db")
    copy = await open_database(tmp_path / "copy.db")
    assert await copy.row(COUNT) == (1,)
    assert await copy.damage() == ""
    await copy.close()


def holding(folder: Path, mark: bytes) -> list[str]:
    """Return the files below a folder that hold some bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if mark in path.read_bytes()]


async def test_what_was_deleted_is_in_no_file(database: Database, file: Path) -> None:
    """Neither what is gone nor what was written in its place."""
    await database.run("INSERT INTO bans (person, at) VALUES ('a secret of theirs', 1.0)")
    await database.run("UPDATE bans SET person = 'x'")
    await database.shred()
    assert not holding(file.parent, b"a secret of theirs")
    assert await database.row("SELECT count(*) FROM bans") == (1,)


async def test_foreign_keys_hold(database: Database) -> None:
    """A passage without its revision is refused."""
    with pytest.raises(sqlite3.IntegrityError):
        await database.run("INSERT INTO passages VALUES (1, 7, 'k', 1, '', 0, 1)")


async def test_a_programming_error_is_not_dressed_up(database: Database) -> None:
    """Wrong SQL is nothing that a person can mend, so it is no StoreError."""
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await database.rows("SELECT * FROM nowhere")


async def test_rows_come_as_tuples(database: Database) -> None:
    """No row is None, many are a list."""
    assert await database.row("SELECT 1 WHERE 0") is None
    assert await database.rows("SELECT ? UNION SELECT 2", (1,)) == [(1,), (2,)]


async def test_a_database_from_a_newer_youju_is_refused(database: Database, file: Path) -> None:
    """It is left as it is, and the remedy is told."""
    await database.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match=r"made by a newer Youju .* update Youju or name another"):
        await open_database(file)


async def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """A wrong path never turns somebody else's file into ours."""
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="belongs to another program: name another"):
        await open_database(file)
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("recipes",)]


@pytest.mark.parametrize("content", [b"no database at all\n" * 50, b"PK\x03\x04" * 1000])
async def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    """The file is named and stays as it is."""
    file = tmp_path / "youju.db"
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"youju\.db: not a database, or damaged: move it away"):
        await open_database(file)
    assert file.read_bytes() == content


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9])
async def test_a_database_that_was_cut_short_is_refused(
    database: Database, file: Path, tmp_path: Path, share: float
) -> None:
    """A copy that was not finished is damaged, and the remedy is told."""
    await database.close()
    cut = tmp_path / "cut.db"
    cut.write_bytes(_beginning(file, share))
    with pytest.raises(StoreError, match=r"move it away .the articles will be read again."):
        await open_database(cut)


async def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    """Nothing is lost by beginning in a file that holds nothing."""
    (tmp_path / "youju.db").write_bytes(b"")
    database = await open_database(tmp_path / "youju.db")
    assert await database.row(COUNT) == (0,)
    await database.close()


async def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    """Neither a folder nor a file in the way of one is a traceback."""
    (tmp_path / "youju.db").mkdir()
    (tmp_path / "file").touch()
    for path in (tmp_path / "youju.db", tmp_path / "file" / "youju.db"):
        with pytest.raises(StoreError, match="name another"):
            await open_database(path)
    # A connection that could not be opened ends on its own thread: this loop must outlive it.
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 5)


async def test_a_cancelled_transaction_leaves_nothing_open(database: Database, file: Path) -> None:
    """Given up while another process holds the lock, it does not begin after all."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(database.write(insert))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    other.execute("COMMIT")
    await database.run("CREATE TABLE made (x INTEGER)")
    assert other.execute("SELECT count(*) FROM made").fetchone() == (0,)
    assert other.execute(COUNT).fetchone() == (0,)
    other.close()
