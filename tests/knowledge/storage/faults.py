"""A database of which any statement can fail, as when a disk is full or dies."""

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ERRORS = (
    sqlite3.OperationalError("database or disk is full"),
    sqlite3.OperationalError("disk I/O error"),
    sqlite3.OperationalError("database is locked"),
    MemoryError(),  # what Python makes of SQLITE_NOMEM
)


class Faults:
    """Lets one statement fail, the n-th from now on; settings (PRAGMA) write nothing and do not."""

    def __init__(self) -> None:
        self._left = -1
        self._error: BaseException | None = None
        self._hit = True
        self._lock = threading.Lock()  # connections have threads of their own

    def inject(self, number: int) -> None:
        """Let a statement fail; the kinds of errors take turns."""
        with self._lock:
            self._left, self._error = number, ERRORS[number % len(ERRORS)]
            self._hit = False

    def pause(self) -> None:
        """Let no statement fail any more."""
        with self._lock:
            self._error = None

    def clear(self) -> bool:
        """Let no statement fail any more; tell whether none has failed that should."""
        self.pause()
        return not self._hit

    def check(self, sql: str) -> None:
        """Raise the error if it is this statement's turn."""
        if sql.startswith(("PRAGMA", "ROLLBACK")):
            return
        with self._lock:
            if self._error is None:
                return
            if self._left:
                self._left -= 1
                return
            error, self._error, self._hit = self._error, None, True
        raise error


def faulty(monkeypatch: pytest.MonkeyPatch) -> Faults:
    """Return the faults of all databases that are opened from now on."""
    faults, connect = Faults(), sqlite3.connect

    class Faulty(sqlite3.Connection):
        def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - as there
            faults.check(sql)
            return super().execute(sql, parameters)

        def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
            faults.check(sql)
            return super().executemany(sql, parameters)

    def opened(
        file: Path, factory: type[sqlite3.Connection] = Faulty, **options: object
    ) -> sqlite3.Connection:
        return connect(file, factory=factory, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", opened)
    return faults


def looked_at(file: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return rows of a database as a tool of its own sees them: no fault hits it."""
    connection = sqlite3.connect(file, factory=sqlite3.Connection)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
