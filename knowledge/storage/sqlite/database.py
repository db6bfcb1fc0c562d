"""How does the rest of the store reach the database?

aiosqlite lives here. One connection writes, another reads for questions and a third for what reads
much: in write-ahead mode a question never waits for a reload. A fourth one, of the standard
library, reads a few rows by key at once. Invariant: every error of SQLite leaves as a StoreError,
one sentence with its remedy, and a transaction that fails leaves nothing behind.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from knowledge.model.errors import StoreError
from knowledge.storage.sqlite.schema import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 10.0  # another process may be writing: wait so long for it

NEAR_BUSY_SECONDS = 0.1  # a reader waits for nobody, but while a crashed writer's log is replayed

RETRY_SECONDS = 0.02  # between two tries where SQLite itself does not wait

Row = tuple[Any, ...]
Connection = aiosqlite.Connection  # within a transaction
Parameters = Iterable[Any] | dict[str, Any]  # by place or by name


class Database:
    """An open database file; `close` it when done."""

    def __init__(
        self,
        path: Path,
        near: sqlite3.Connection,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        bulk_reader: aiosqlite.Connection,
    ) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._bulk_reader = bulk_reader
        self._near = near
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> "Database":
        """Open a database file, making or migrating it first."""
        make_folder(path.parent)
        with _told(path):
            connections = [await _connect(path)]
        try:
            with _told(path):
                await _migrate(path, connections[0])
                connections += [await _connect(path), await _connect(path)]
                near = _connect_near(path)
        except BaseException:
            for connection in connections:
                await connection.close()
            raise
        return cls(path, near, *connections)

    async def close(self) -> None:
        """Close the connections."""
        self._near.close()
        for connection in (self._bulk_reader, self._reader, self._writer):
            await connection.close()

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds, as of the last commit."""
        return await self._found(self._reader, sql, parameters)

    async def bulk_rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[Row]:
        """Return what a query finds that takes long; questions do not wait for it."""
        return await self._found(self._bulk_reader, sql, parameters)

    async def _found(
        self, connection: aiosqlite.Connection, sql: str, parameters: Parameters
    ) -> list[Row]:
        with _told(self.path):
            found = await connection.execute_fetchall(sql, parameters)
        return [tuple(row) for row in found]

    def few_rows(self, sql: str, parameters: Sequence[Any]) -> list[Row]:
        """Return what a query by key finds, on the thread of whoever asks.

        The way to another thread and back takes 0.1 ms, on a busy machine ten times that; the rows
        themselves take 0.03 ms. Only for a handful of rows by primary key.
        """
        with _told(self.path):
            return self._near.execute(sql, parameters).fetchall()

    async def damage(self) -> str:
        """Return what is damaged in the file, '' if nothing is; a look at all of it."""
        found = await self.bulk_rows("PRAGMA quick_check(1)")
        return "" if found == [("ok",)] else str(found[0][0])

    async def row(self, sql: str, parameters: Iterable[Any] = ()) -> Row | None:
        """Return the first row that a query finds."""
        found = await self.rows(sql, parameters)
        return found[0] if found else None

    async def write(self, sql: str, parameters: Iterable[Any] = ()) -> list[Row]:
        """Carry out one statement, a transaction of its own, and return its rows.

        It is one errand to the connection's thread, where a transaction of one statement is five.
        """
        async with self._writing:
            return await self._found(self._writer, sql, parameters)

    @asynccontextmanager
    async def transaction(self, *, to_disk: bool = False) -> AsyncIterator[aiosqlite.Connection]:
        """Yield the writing connection; commit at the end, or nothing if an error comes through.

        A commit survives the end of the process; `to_disk` has it survive that of the machine, too,
        for which it waits until the disk has it.
        """
        async with self._writing:
            with _told(self.path):
                if to_disk:
                    await self._writer.execute("PRAGMA synchronous = FULL")
                try:
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield self._writer
                    await self._writer.execute("COMMIT")
                except BaseException:
                    # Whoever was cancelled left statements with the other thread: this comes after.
                    await self._writer.rollback()
                    raise
                finally:
                    if to_disk:
                        await self._writer.execute("PRAGMA synchronous = NORMAL")


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into; raise StoreError if that is impossible."""
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        await _write_ahead(connection)
        await connection.execute("PRAGMA synchronous = NORMAL")
        await connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        await connection.close()
        raise
    return connection


def _connect_near(path: Path) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=NEAR_BUSY_SECONDS)


async def _write_ahead(connection: aiosqlite.Connection) -> None:
    """Set write-ahead mode; SQLite does not wait by itself while another process sets it, too."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            await connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return


async def _migrate(path: Path, connection: aiosqlite.Connection) -> None:
    """Bring the database to the newest schema, or refuse what is not ours."""
    if not await _missing(path, connection):
        return
    await connection.execute("BEGIN IMMEDIATE")
    for number, script in await _missing(path, connection):  # another process may have been faster
        for statement in _statements(script):
            await connection.execute(statement)
        await connection.execute(f"PRAGMA user_version = {number}")
    await connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    await connection.execute("COMMIT")


async def _missing(path: Path, connection: aiosqlite.Connection) -> list[tuple[int, str]]:
    """Return the migrations that a database has not run, with their numbers."""
    # Tables first: another process makes tables, id and version in one commit.
    tables = await connection.execute_fetchall("SELECT count(*) FROM sqlite_master")
    application = await _pragma(connection, "application_id")
    version = await _pragma(connection, "user_version")
    if application != APPLICATION_ID and next(iter(tables))[0]:
        raise StoreError(
            f"{path}: this database belongs to another program: set YOUJU_DATA to another folder"
        )
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path}: made by a newer Youju (schema {version}, this one knows {len(MIGRATIONS)}): "
            "update Youju or set YOUJU_DATA to another folder"
        )
    return list(enumerate(MIGRATIONS[version:], start=version + 1))


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


async def _pragma(connection: aiosqlite.Connection, name: str) -> int:
    rows = await connection.execute_fetchall(f"PRAGMA {name}")
    return int(next(iter(rows))[0])


_REMEDIES = {
    "full": "the disk is full: free some space and try again; nothing was changed",
    "disk I/O error": "the disk cannot be written: check its space and health, then try again",
    "readonly": "the data folder is read-only: make it writable or set YOUJU_DATA to another one",
    "unable to open": "the data folder cannot be written: make it writable or set YOUJU_DATA to "
    "another folder",
    "locked": "another process has kept the database locked: stop it or try again",
    "not a database": "not a database, or damaged: move it away (the articles will be read again) "
    "or restore a backup",
    "malformed": "the database is damaged: move it away (the articles will be read again) or "
    "restore a backup",
}


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into one sentence with its remedy."""
    try:
        yield
    except sqlite3.Error as error:
        remedy = next((r for sign, r in _REMEDIES.items() if sign in str(error)), None)
        if remedy is None:
            raise
        raise StoreError(f"{path}: {remedy} ({error})") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"{error.filename or path}: {reason}: make the data folder writable or set YOUJU_DATA "
            "to another folder"
        ) from error
