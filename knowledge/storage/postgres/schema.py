"""What does the database on a server hold, and how did it come to that?

Invariant: the migrations are the files in `migrations/`, in the order of their names, which begin
with 0001, 0002 …; they never change once they were released. They run once, whoever starts at the
same time; a database of another program is left as it is.
"""

from pathlib import Path

import psycopg
from psycopg import errors

from knowledge.model.errors import StoreError
from knowledge.storage.postgres.url import PostgresUrl

MIGRATIONS = tuple(
    file.read_text(encoding="utf-8")
    for file in sorted((Path(__file__).parent / "migrations").glob("*.sql"))
)
TRIES = 3  # of making the first tables: another process may be making them right now
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"

_SOMEBODY_WAS_FASTER = (errors.UniqueViolation, errors.DuplicateTable)


def migrate(url: PostgresUrl, connection: "psycopg.Connection") -> None:
    """Bring the database to the newest schema, or refuse what is not ours."""
    _check_encoding(url, connection)
    for tried in range(TRIES):
        try:
            with connection.transaction():
                _run_missing(url, connection)
        except _SOMEBODY_WAS_FASTER:
            if tried == TRIES - 1:
                raise
        else:
            return


def refuse_newer(url: PostgresUrl, version: int) -> None:
    """Raise StoreError for a schema that this program does not know."""
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{url}: made by a newer Youju (schema {version}, this one knows {len(MIGRATIONS)}): "
            "update Youju or name another database"
        )


def _run_missing(url: PostgresUrl, connection: "psycopg.Connection") -> None:
    version = _version(url, connection)
    refuse_newer(url, version)
    for script in MIGRATIONS[version:]:
        connection.execute(script.encode())
    if version < len(MIGRATIONS):
        connection.execute("UPDATE youju SET schema = %s", (len(MIGRATIONS),))


def _version(url: PostgresUrl, connection: "psycopg.Connection") -> int:
    """Return how many migrations the database has run; whoever asks holds its lock from then on."""
    tables = {row[0] for row in connection.execute(TABLES)}
    if "youju" in tables:
        row = connection.execute("SELECT schema FROM youju FOR UPDATE").fetchone()
        return int(row[0]) if row else 0
    if tables:
        raise StoreError(f"{url}: this database belongs to another program: name another database")
    return 0


def _check_encoding(url: PostgresUrl, connection: "psycopg.Connection") -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(
            f"{url}: its encoding is {encoding}, which has no room for all characters: make one "
            "with createdb --encoding=UTF8 --template=template0"
        )
