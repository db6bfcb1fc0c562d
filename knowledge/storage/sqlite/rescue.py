"""What can still be read of a damaged database?

Invariant: the damaged file is only read, and kept; a row is in the new database as it was, or not
at all. The articles stay out: they are read again from their folder.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from knowledge.storage.sqlite.copying import LOGS, move_aside
from knowledge.storage.sqlite.header import length
from knowledge.storage.sqlite.schema import APPLICATION_ID, MIGRATIONS

DERIVED = frozenset(
    (
        *("versions", "files", "revisions", "texts", "passages", "past", "held", "arrivals"),
        *("numbers", "history", "refusals"),
    )
)
"""Tables about the articles, the database itself, and what Telegram refuses."""


def begin_anew(file: Path) -> tuple[Path, dict[str, int]]:
    """Put a new database with what can be read of a damaged one in its place.

    Return where the damaged one is now, and how many rows of each table could be read.
    """
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.") as folder:
        fresh, copy = Path(folder) / "fresh.db", Path(folder) / "copy.db"
        for log in ("", *LOGS):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{file}{log}", f"{copy}{log}")
        _fill_up(copy)
        found = _rescued(copy, fresh)
        return move_aside(file, fresh), found


def _rescued(copy: Path, fresh: Path) -> dict[str, int]:
    found = {}
    with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(fresh)) as new:
        old.text_factory = bytes  # what is no text any more is refused row by row
        for script in MIGRATIONS:
            new.executescript(script)
        new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        new.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        new.execute("PRAGMA foreign_keys = ON")
        names = new.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "ORDER BY rowid"  # as they were made: those first that others refer to
        )
        for (table,) in names.fetchall():
            if table not in DERIVED and (rows := _copied(old, new, table)):
                found[table] = rows
        new.commit()
    return found


def _copied(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    """Copy the rows of a table that can be read and are whole; return how many."""
    theirs = {_text(row[1]) for row in _until_damage(old, f"PRAGMA table_info({table})")}
    kinds = {row[1]: row[2] for row in new.execute(f"PRAGMA table_info({table})")}
    columns = [name for name in kinds if name in theirs]
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    ways = [f"SELECT {names} FROM {table} ORDER BY {order}" for order in ("1", "1 DESC")]
    seen: set[tuple[object, ...]] = set()
    for row in (row for way in ways for row in _until_damage(old, way)):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            values = tuple(
                _text(value) if kinds[name] == "TEXT" else value
                for name, value in zip(columns, row, strict=True)
            )
            if values not in seen:
                new.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
                seen.add(values)
    return len(seen)


def _until_damage(connection: sqlite3.Connection, sql: str) -> Iterator[Sequence[object]]:
    """Yield the rows of a statement up to where the file is damaged."""
    with suppress(sqlite3.Error):
        rows: Iterable[Sequence[object]] = connection.execute(sql)
        yield from rows


def _text(value: object) -> object:
    return value.decode() if isinstance(value, bytes) else value


def _fill_up(file: Path) -> None:
    """Give a file that was cut short its length again: SQLite reads nothing of it otherwise."""
    size = length(file)
    if file.stat().st_size < size:
        with file.open("rb+") as opened:
            opened.truncate(size)
