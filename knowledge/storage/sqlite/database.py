"""How is a file of SQLite reached?

aiosqlite lives here: a connection has a thread of its own, and a function that is given to it runs
there, whole. One connection writes, another reads for questions and a third for what reads much: in
write-ahead mode a question never waits for a reload. Invariant: what `write` was given is rolled
back if whoever waits for it gives up.
"""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from knowledge.model.errors import DamagedError, StoreError
from knowledge.storage.port.database import Connection, Database, Parameters, Row
from knowledge.storage.sqlite.copying import copy_database
from knowledge.storage.sqlite.header import may_be_database
from knowledge.storage.sqlite.schema import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 10.0  # another process may be writing: wait so long for it
MOST_PAGES = 50_000  # of 4 KB: up to there a whole check takes some 2 s, a quick one 0.2 s
RETRY_SECONDS = 0.02  # between two tries where SQLite itself does not wait

T = TypeVar("T")
Work = Callable[[Connection], T]


class SqliteConnection:
    """What a function may do with a connection of SQLite, on the connection's own thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return the rows of a statement."""
        return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a statement."""
        return next(iter(self.rows(sql, parameters)), None)

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Carry out a statement and return how many rows it changed."""
        return self._connection.execute(sql, parameters).rowcount

    def run_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Carry out a statement once for each row of values."""
        self._connection.executemany(sql, rows)

    def named_rows(self, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """Return the rows of a statement, values by the names of their columns."""
        cursor = self._connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def tell(self) -> None:
        """Do nothing: nobody else waits."""


class _Thread(aiosqlite.Connection):
    """A connection with a thread of its own that carries out whole functions."""

    async def do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what a function returns that is called with the connection, on its thread."""
        done: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call] # untyped there
        return done


class SqliteDatabase(Database):
    """A database in a file."""

    shared = False
    clock = "((julianday('now') - 2440587.5) * 86400.0)"

    def __init__(
        self, path: Path, writer: _Thread, reader: _Thread, reader_of_many: _Thread
    ) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._reader_of_many = reader_of_many

    @classmethod
    async def open(cls, path: Path) -> "SqliteDatabase":
        """Open a database file, making or migrating it first."""
        make_folder(path.parent)
        with _told(path):
            if not await asyncio.to_thread(may_be_database, path):
                raise sqlite3.DatabaseError("file is not a database")
            connections = [await _connect(path)]
        try:
            with _told(path):
                await connections[0].do(lambda connection: _migrate(path, connection))
                connections += [await _connect(path), await _connect(path)]
        except BaseException:
            for connection in connections:
                await connection.close()
            raise
        return cls(path, *connections)

    async def close(self) -> None:
        """Close the connections."""
        for connection in (self._reader_of_many, self._reader, self._writer):
            await connection.close()

    async def read(self, work: Work[T]) -> T:
        """Return what some work reads, all of it as of one commit."""
        with _told(self.path):
            return await self._reader.do(lambda connection: _read(connection, work))

    async def read_many(self, work: Work[T]) -> T:
        """Return what some work reads that takes long; `read` does not wait for it."""
        with _told(self.path):
            return await self._reader_of_many.do(lambda connection: _read(connection, work))

    async def write(self, work: Work[T], *, durable: bool = False) -> T:
        """Commit what some work writes, or nothing if it fails or whoever waits gives up."""
        given_up = threading.Event()

        def transaction(connection: sqlite3.Connection) -> T:
            with _synchronous(connection) if durable else _as_it_is():
                return _commit(connection, work, given_up)

        try:
            with _told(self.path):
                return await self._writer.do(transaction)
        except asyncio.CancelledError:
            given_up.set()
            raise

    # A single statement is a transaction by itself. A frame around it would be two more, and each
    # lets go of the interpreter: under load that costs more than the statement.

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds, as of the last commit."""
        return await self._single(self._reader, sql, parameters)

    async def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row that a query finds."""
        return next(iter(await self._single(self._reader, sql, parameters)), None)

    async def many_rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds that takes long; questions do not wait for it."""
        return await self._single(self._reader_of_many, sql, parameters)

    async def run(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Carry out one statement, a transaction of its own, and return its rows."""
        return await self._single(self._writer, sql, parameters)

    async def _single(self, thread: _Thread, sql: str, parameters: Parameters) -> list[Row]:
        with _told(self.path):
            return await thread.do(lambda c: c.execute(sql, parameters).fetchall())

    async def run_beside(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Carry out one statement in its turn: a file has one that writes at a time."""
        return await self.run(sql, parameters)

    async def told(self, seconds: float) -> None:
        """Wait for so many seconds: nobody tells."""
        await asyncio.sleep(seconds)

    def connections(self) -> dict[str, int]:
        """Return nothing: the connections of a file are its own."""
        return {}

    def copy_to(self, file: Path) -> None:
        """Write a copy to a new file: one state, whatever is written meanwhile. It blocks."""
        copy_database(self.path, file)

    async def shred(self) -> None:
        """Leave no byte of what was deleted before in the files of the database.

        Deleting overwrites the rows in the file; the write-ahead log keeps what was written before
        until it is emptied, for which this waits until nobody reads.
        """
        await self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    async def damage(self) -> str:
        """Return what is damaged in the file, '' if nothing is; a look at all of it.

        In a large one it is not looked whether each index has the rows of its table.
        """
        ((pages,),) = await self.many_rows("PRAGMA page_count")
        check = "quick_check" if pages > MOST_PAGES else "integrity_check"
        try:
            found = await self.many_rows(f"PRAGMA {check}(1)")
        except DamagedError as error:  # so much of it that the check itself ends
            return str(error.__cause__)
        return "" if found == [("ok",)] else " ".join(str(found[0][0]).split())

    async def last_number(self) -> int:
        """Return the highest number that a row of any table was ever given."""
        row = await self.row(
            "SELECT max(last) FROM (SELECT seq AS last FROM sqlite_sequence "
            "UNION ALL SELECT next - 1 FROM numbers)"
        )
        return int(row[0] or 0) if row else 0

    async def begin_history(self, floor: int) -> None:
        """Begin another history: a new mark, and no row gets a number up to the floor any more."""

        def begin(connection: Connection) -> None:
            connection.run("UPDATE history SET mark = hex(randomblob(8))")
            connection.run(
                "INSERT INTO sqlite_sequence (name, seq) SELECT name, 0 FROM sqlite_master "
                "WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' "
                "AND name NOT IN (SELECT name FROM sqlite_sequence)"
            )
            connection.run("UPDATE sqlite_sequence SET seq = max(seq, ?)", (floor,))
            connection.run("UPDATE numbers SET next = max(next, ?)", (floor + 1,))

        await self.write(begin, durable=True)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into; raise StoreError if that is impossible."""
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _read(connection: sqlite3.Connection, work: Work[T]) -> T:
    connection.execute("BEGIN")
    try:
        return work(SqliteConnection(connection))
    finally:
        connection.rollback()


def _commit(connection: sqlite3.Connection, work: Work[T], given_up: threading.Event) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = work(SqliteConnection(connection))
        connection.execute("ROLLBACK" if given_up.is_set() else "COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return done


@contextmanager
def _synchronous(connection: sqlite3.Connection) -> Iterator[None]:
    """Have commits wait for the disk."""
    connection.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


async def _connect(path: Path) -> _Thread:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)

    thread = _Thread(connect, iter_chunk_size=64)
    await thread
    try:
        await thread.do(_prepare)
    except BaseException:
        await thread.close()
        raise
    return thread


def _prepare(connection: sqlite3.Connection) -> None:
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Set write-ahead mode; SQLite does not wait by itself while another process sets it, too."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _migrate(path: Path, connection: sqlite3.Connection) -> None:
    """Bring the database to the newest schema, or refuse what is not ours."""
    if not _missing(path, connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number, script in _missing(path, connection):  # another process may have been faster
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _missing(path: Path, connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return the migrations that a database has not run, with their numbers."""
    # Tables first: another process makes tables, id and version in one commit.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID and tables:
        raise StoreError(
            f"{path}: this database belongs to another program: name another data folder"
        )
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path}: made by a newer Youju (schema {version}, this one knows {len(MIGRATIONS)}): "
            "update Youju or name another data folder"
        )
    return list(enumerate(MIGRATIONS[version:], start=version + 1))


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


_REMEDIES = {
    "full": "the disk is full: free some space and try again; nothing was changed",
    "disk I/O error": "the disk cannot be written: check its space and health, then try again",
    "readonly": "the data folder is read-only: make it writable or name another one",
    "unable to open": "the data folder cannot be written: make it writable or name another one",
    "locked": "another process has kept the database locked: stop it or try again",
    "not a database": "not a database, or damaged: move it away (the articles will be read again) "
    "or restore a backup",
    "malformed": "the database is damaged: move it away (the articles will be read again) or "
    "restore a backup",
}
_OF_DAMAGE = (_REMEDIES["not a database"], _REMEDIES["malformed"])


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into one sentence with its remedy."""
    try:
        yield
    except sqlite3.Error as error:
        remedy = next((r for sign, r in _REMEDIES.items() if sign in str(error)), None)
        if remedy is None:
            raise
        kind = DamagedError if remedy in _OF_DAMAGE else StoreError
        raise kind(f"{path}: {remedy} ({error})") from error
    except MemoryError as error:  # what Python makes of SQLITE_NOMEM
        raise StoreError(
            f"{path}: there is not enough memory: free some and try again; nothing was changed"
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"{error.filename or path}: {reason}: make the data folder writable or name another one"
        ) from error
