"""Which database is it?

A file is one of SQLite, an address one on a server. Invariant: what only a server needs is imported
with the first address.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from knowledge.model.errors import DamagedError, StoreError
from knowledge.storage.port.database import Database
from knowledge.storage.postgres.url import PostgresUrl
from knowledge.storage.sqlite.database import SqliteDatabase
from knowledge.storage.sqlite.header import is_ours
from knowledge.storage.sqlite.rescue import begin_anew

Place: TypeAlias = Path | PostgresUrl


async def open_database(place: Place) -> Database:
    """Open the database in a file or on a server, making or migrating it first.

    Raise StoreError if it cannot be used.
    """
    if isinstance(place, PostgresUrl):
        return await _open_on_server(place)
    return await SqliteDatabase.open(place)


async def _open_on_server(url: PostgresUrl) -> Database:
    try:
        from knowledge.storage.postgres.database import PostgresDatabase  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise StoreError(f"{url}: it needs psycopg: pip install 'youju[postgres]'") from error
    return await PostgresDatabase.open(url)


@dataclass(frozen=True, slots=True)
class Rescued:
    """A damaged database was moved aside, and a new one begun with rows that could be read."""

    problem: str
    aside: Path
    rows: Mapping[str, int]  # by table

    def __str__(self) -> str:
        found = ", ".join(f"{rows} {table}" for table, rows in self.rows.items()) or "nothing"
        return (
            f"the database is damaged ({self.problem}): it is kept as {self.aside}, and a new one "
            f"was begun with what could be read of what people gave ({found}); the articles are "
            "read again. `python -m bot restore FILE` puts a backup in its place"
        )


async def rescue_database(file: Path, *, named: bool) -> Rescued | None:
    """Begin anew in the place of a database that cannot be opened for damage; None if it can be.

    A file that the operator has `named` may be anybody's: it must say itself that it is ours. Raise
    StoreError if it does not, or if it cannot be opened for another reason.
    """
    try:
        await (await open_database(file)).close()
    except DamagedError as error:
        if named and not await asyncio.to_thread(is_ours, file):
            raise
        try:
            aside, rows = await asyncio.to_thread(begin_anew, file)
        except OSError as reason:
            raise StoreError(f"{error}; it cannot be moved aside: {reason.strerror}") from reason
        return Rescued(str(error.__cause__), aside, rows)
    return None
