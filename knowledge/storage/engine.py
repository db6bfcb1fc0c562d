"""Which database is it?"""

from pathlib import Path

from knowledge.storage.port.database import Database
from knowledge.storage.sqlite.database import SqliteDatabase


async def open_database(file: Path) -> Database:
    """Open the database in a file, making or migrating it first.

    Raise StoreError if it cannot be used.
    """
    return await SqliteDatabase.open(file)
