"""How is a database on a server reached?

psycopg lives in this room: its pool keeps the connections, and a function that is given to the
database runs on a thread of ours, whole. One thread writes, so that questions never wait for more
than one transaction; some read. Invariant: one transaction writes at a time, whichever process it
is of: it holds the row of `youju` from its beginning on. A read sees one commit. What `write` was
given is rolled back if whoever waits for it gives up.
"""

import asyncio
import logging
import secrets
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool

from knowledge.model.errors import DamagedError, StoreError
from knowledge.storage.port.database import Connection, Database, Parameters, Row
from knowledge.storage.postgres.listener import CHANNEL, Listener
from knowledge.storage.postgres.schema import TABLES, migrate, refuse_newer
from knowledge.storage.postgres.statements import translated, values
from knowledge.storage.postgres.told import is_loss, is_passing, told
from knowledge.storage.postgres.url import PostgresUrl

READERS, READERS_OF_MANY = 4, 2  # threads, beside the one that writes
CONNECTIONS = 1 + READERS + READERS_OF_MANY
PATIENCE_SECONDS = 10.0  # for a connection, or for another process that writes

# What holds of a connection unless the address says something else.
DEFAULTS = {
    "application_name": "youju",
    "connect_timeout": str(int(PATIENCE_SECONDS)),
    "keepalives_idle": "10",  # seconds: a server that is gone is noticed
    "keepalives_interval": "5",
    "target_session_attrs": "read-write",  # of several servers the one that takes writing
    "tcp_user_timeout": str(int(PATIENCE_SECONDS * 1000)),  # milliseconds
}

# Of a server that is gone the pool tells in many lines; `told` does so in one, to whoever asked.
logging.getLogger("psycopg.pool").setLevel(logging.ERROR)

T = TypeVar("T")
Work = Callable[[Connection], T]
Server = psycopg.Connection[Row]


class PostgresConnection:
    """What a function may do with a connection of PostgreSQL, on the thread that it runs on."""

    def __init__(self, connection: Server) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return the rows of a statement."""
        cursor = self._execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a statement."""
        return next(iter(self.rows(sql, parameters)), None)

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Carry out a statement and return how many rows it changed."""
        return self._execute(sql, parameters).rowcount

    def run_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Carry out a statement once for each row of values."""
        with self._connection.cursor() as cursor:
            cursor.executemany(translated(sql).encode(), map(values, rows))

    def named_rows(self, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """Return the rows of a statement, values by the names of their columns."""
        cursor = self._execute(sql, parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def tell(self) -> None:
        """Have those who listen look when this transaction is committed."""
        self._connection.execute(f"NOTIFY {CHANNEL}".encode())

    def _execute(self, sql: str, parameters: Parameters) -> "psycopg.Cursor[Row]":
        return self._connection.execute(translated(sql).encode(), values(parameters))


class PostgresDatabase(Database):
    """A database on a server."""

    shared = True
    clock = "extract(epoch FROM clock_timestamp())::float8"

    def __init__(self, url: PostgresUrl, pool: "ConnectionPool[Server]") -> None:
        self.url = url
        self._pool = pool
        self._writer = ThreadPoolExecutor(1, "postgres-writer")
        self._readers = ThreadPoolExecutor(READERS, "postgres-reader")
        self._readers_of_many = ThreadPoolExecutor(READERS_OF_MANY, "postgres-reader-of-many")
        self._listener = Listener(lambda: psycopg.connect(**_options(url), autocommit=True))

    @classmethod
    async def open(cls, url: PostgresUrl) -> "PostgresDatabase":
        """Open a database on a server, making or migrating its tables first."""
        return cls(url, await asyncio.to_thread(_opened, url))

    async def close(self) -> None:
        """Close the connections."""
        await self._listener.close()
        for executor in (self._readers_of_many, self._readers, self._writer):
            await asyncio.to_thread(executor.shutdown)
        await asyncio.to_thread(self._pool.close)

    async def read(self, work: Work[T]) -> T:
        """Return what some work reads, all of it as of one commit."""
        return await self._on(self._readers, lambda connection: _read(connection, work))

    async def read_many(self, work: Work[T]) -> T:
        """Return what some work reads that takes long; `read` does not wait for it."""
        return await self._on(self._readers_of_many, lambda connection: _read(connection, work))

    async def write(self, work: Work[T], *, durable: bool = False) -> T:  # noqa: ARG002 - see below
        """Commit what some work writes, or nothing if it fails or whoever waits gives up.

        All of it is durable. Of what is not, a failover could take one commit and leave a later
        one: an article's passages lost, and its file noted as read.
        """
        given_up = threading.Event()
        mark = secrets.token_hex(8)

        def transaction(connection: Server) -> T:
            schema, before = _begin(connection, mark)
            refuse_newer(self.url, schema)
            done = work(PostgresConnection(connection))
            if given_up.is_set():
                connection.rollback()
            else:
                self._commit(connection, mark, before)
            return done

        try:
            return await self._on(self._writer, transaction)
        except asyncio.CancelledError:
            given_up.set()
            raise

    # A single statement that reads is a transaction by itself, and one way to the server.

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds, as of the last commit."""
        return await self._single(self._readers, sql, parameters)

    async def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row that a query finds."""
        return next(iter(await self._single(self._readers, sql, parameters)), None)

    async def many_rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return what a query finds that takes long; questions do not wait for it."""
        return await self._single(self._readers_of_many, sql, parameters)

    async def run_beside(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Carry out one statement beside a transaction that writes, waiting for its rows alone."""
        return await self._single(self._readers, sql, parameters)

    async def told(self, seconds: float) -> None:
        """Wait until somebody tells, or so many seconds."""
        await self._listener.wait(seconds)

    def connections(self) -> dict[str, int]:
        """Return how many connections are in use and how many are free, and who waits for one."""
        found = self._pool.get_stats()
        size, free = found.get("pool_size", 0), found.get("pool_available", 0)
        return {"used": size - free, "free": free, "awaited": found.get("requests_waiting", 0)}

    def copy_to(self, file: Path) -> None:
        """Refuse: a copy of a server's database is the server's own affair."""
        raise StoreError(
            f"{self.url}: {file.name} cannot be written from a server: back the database up with "
            "pg_dump, and the articles folder beside it"
        )

    async def shred(self) -> None:
        """Have the server give up the room of what was deleted.

        No statement finds it any more. Its bytes stay until they are written over: in the pages of
        the tables, in the server's log of what was written, and in backups and standbys.
        """

        def vacuum(connection: Server) -> None:
            names = ", ".join(f'"{row[0]}"' for row in connection.execute(TABLES))
            connection.execute(f"VACUUM {names}".encode())

        await self._on(self._readers_of_many, vacuum)

    async def damage(self) -> str:
        """Return what the server finds damaged when it reads all tables, '' if nothing is.

        Where the cluster was made with checksums, that covers each page that is read.
        """

        def look(connection: Connection) -> None:
            for (name,) in connection.rows(TABLES):
                connection.rows(f'SELECT count(*) FROM "{name}"')

        try:
            await self.read_many(look)
        except DamagedError as error:
            return " ".join(str(error.__cause__).split())
        row = await self.row(
            "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()"
        )
        failures = int(row[0] or 0) if row else 0
        return f"{failures} pages with a wrong checksum" if failures else ""

    async def last_number(self) -> int:
        """Return the highest number that a row of any table was ever given."""
        row = await self.row(
            "SELECT greatest((SELECT max(last_value) FROM pg_sequences "
            "WHERE schemaname = current_schema()), (SELECT max(next) - 1 FROM numbers))"
        )
        return int(row[0] or 0) if row else 0

    async def begin_history(self, floor: int) -> None:
        """Begin another history: a new mark, and no row gets a number up to the floor any more."""
        mark = secrets.token_hex(8).upper()

        def begin(connection: Connection) -> None:
            connection.run("UPDATE history SET mark = ?", (mark,))
            connection.rows(
                "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, "
                "greatest(last_value, ?)) FROM pg_sequences WHERE schemaname = current_schema()",
                (max(floor, 1),),
            )
            connection.run("UPDATE numbers SET next = greatest(next, ?)", (floor + 1,))

        await self.write(begin, durable=True)

    async def _single(
        self, executor: ThreadPoolExecutor, sql: str, parameters: Parameters
    ) -> list[Row]:
        return await self._on(executor, lambda c: PostgresConnection(c).rows(sql, parameters))

    async def _on(self, executor: ThreadPoolExecutor, work: Callable[[Server], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(executor, self._tried, work)

    def _tried(self, work: Callable[[Server], T]) -> T:
        """Return what some work comes to; it is tried once more if the server went away."""
        with told(self.url):
            try:
                return self._once(work)
            except psycopg.Error as error:
                if not is_passing(error):
                    raise
            self._pool.check()  # the others are gone, too
            return self._once(work)

    def _once(self, work: Callable[[Server], T]) -> T:
        connection = self._pool.getconn(PATIENCE_SECONDS)
        try:
            return work(connection)
        finally:
            if connection.info.transaction_status not in _BETWEEN:
                connection.rollback()
            self._pool.putconn(connection)

    def _commit(self, connection: Server, mark: str, before: str) -> None:
        """Commit; if the connection breaks meanwhile, ask over another one whether it was done."""
        try:
            connection.execute("COMMIT")
        except psycopg.Error as error:
            if not is_loss(error):
                raise
            last = self._last_write()
            if last == before:
                raise  # nothing was written: it can be tried again
            if last != mark:
                raise StoreError(
                    f"{self.url}: the connection broke while it was written, and others have "
                    "written since: look whether it was done, and try again if it was not"
                ) from error

    def _last_write(self) -> str:
        """Return which transaction wrote last, once none is at work any more."""
        self._pool.check()
        with self._pool.connection(PATIENCE_SECONDS) as other:
            row = other.execute("SELECT last_write FROM youju FOR UPDATE").fetchone()
            return str(row[0]) if row else ""


_BETWEEN = (TransactionStatus.IDLE, TransactionStatus.UNKNOWN)  # unknown: the connection is gone


def _read(connection: Server, work: Work[T]) -> T:
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        return work(PostgresConnection(connection))
    finally:
        if not connection.closed:
            connection.rollback()


def _begin(connection: Server, mark: str) -> tuple[int, str]:
    """Begin a transaction that is the only one which writes, in one way to the server.

    Return the version of the schema, and the mark of the transaction that wrote before.
    """
    cursor = connection.execute(
        f"BEGIN; SET LOCAL lock_timeout = '{PATIENCE_SECONDS:.0f}s'; "
        f"SELECT schema, last_write FROM youju FOR UPDATE; "
        f"UPDATE youju SET last_write = '{mark}'".encode()
    )
    while cursor.description is None:  # until the result of the SELECT
        cursor.nextset()
    ((schema, before),) = cursor.fetchall()
    return int(schema), str(before)


def _opened(url: PostgresUrl) -> "ConnectionPool[Server]":
    """Return connections to a database that has the newest schema."""
    options = _options(url)
    with told(url):
        with psycopg.connect(**options) as first:
            migrate(url, first)
        # No prepared statements: a pooler between us and the server may know none.
        options |= {"autocommit": True, "prepare_threshold": None}
        pool: ConnectionPool[Server] = ConnectionPool(
            kwargs=options, min_size=1, max_size=CONNECTIONS, open=False, name="youju"
        )
        pool.open(wait=True, timeout=PATIENCE_SECONDS)
        return pool


def _options(url: PostgresUrl) -> dict[str, Any]:
    """Return what an address says, and what holds where it says nothing."""
    try:
        return {**DEFAULTS, **conninfo_to_dict(url.secret)}
    except psycopg.ProgrammingError as error:
        said = url.without_password(" ".join(str(error).split()))
        raise StoreError(
            f"{url}: not an address that PostgreSQL takes ({said}): write "
            "postgresql://USER:PASSWORD@HOST/DATABASE, with %40 for an @ in the password"
        ) from error
