"""How is a database copied while it is used?

Invariant: a copy is one state of the database, whatever is written meanwhile, and a file of its
own without a log beside it; a database takes a copy's place inside one transaction, so that those
who have it open see the old one or the new one.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from knowledge.model.errors import StoreError
from knowledge.storage.sqlite.schema import APPLICATION_ID, MIGRATIONS

LOGS = ("-wal", "-shm")  # behind the name of a database: files that belong to it
BUSY_SECONDS = 30.0  # another process may be writing: wait so long for it


def copy_database(source: Path, target: Path) -> None:
    """Write a copy of a database to a new file."""
    with (
        closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as one,
        closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)  # all pages in one step: nothing is written in between
        other.execute("PRAGMA journal_mode = DELETE")


def replace_database(source: Path, target: Path) -> None:
    """Put a copy in the place of what a database holds; one that is damaged is moved aside."""
    try:
        with (
            closing(sqlite3.connect(source)) as one,
            closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as other,
        ):
            one.backup(other)
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"{target}: cannot be replaced ({error}): stop what uses it and try again"
        ) from error
    except sqlite3.DatabaseError:
        move_aside(target, source)


def move_aside(damaged: Path, source: Path) -> Path:
    """Put a copy of a closed database in the place of a damaged one; return where that is now.

    Whatever ends the process in between, the damaged one is kept, with the logs beside it.
    """
    aside = _free_name(damaged)
    copy = damaged.with_name(f".{damaged.name}.copy")
    shutil.copyfile(source, copy)
    for log in LOGS:  # they would be taken for those of the new one
        with suppress(FileNotFoundError):
            damaged.with_name(damaged.name + log).replace(aside.with_name(aside.name + log))
    try:
        os.link(damaged, aside)
    except OSError:  # a file system without hard links
        shutil.copyfile(damaged, aside)
    copy.replace(damaged)
    return aside


def _free_name(damaged: Path) -> Path:
    number, aside = 1, damaged.with_name(f"{damaged.name}.damaged")
    while any(aside.with_name(aside.name + log).exists() for log in ("", *LOGS)):
        number += 1
        aside = damaged.with_name(f"{damaged.name}.damaged-{number}")
    return aside


def check(file: Path) -> None:
    """Raise StoreError for a file that is no whole database of this or an earlier version."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (state,) = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{file.name}: not a database, or damaged ({error})") from error
    if application != APPLICATION_ID or state != "ok":
        raise StoreError(f"{file.name}: not a whole database of this program: take another backup")
    if version > len(MIGRATIONS):
        raise StoreError(f"{file.name}: made by a newer Youju: update before restoring it")
