"""What does the server say, in one sentence with its remedy?

Invariant: what a person can mend becomes a StoreError, without the password; a mistake of the
program stays what it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors
from psycopg_pool import PoolClosed, PoolTimeout

from knowledge.model.errors import DamagedError, StoreError
from knowledge.storage.postgres.url import PostgresUrl

UNREACHED = "the server cannot be reached: start it, or name another one"

# By the class of the error, the nearest first.
_REMEDIES: dict[type[Exception], str] = {
    PoolTimeout: UNREACHED,
    PoolClosed: "it was closed: start again",
    errors.DiskFull: "the server's disk is full: free some space and try again; nothing was "
    "changed",
    errors.OutOfMemory: "the server has not enough memory: free some and try again; nothing was "
    "changed",
    errors.TooManyConnections: "the server has no connection left: raise its max_connections, or "
    "end what holds them",
    errors.LockNotAvailable: "another process has kept the database locked: stop it or try again",
    errors.ReadOnlySqlTransaction: "the server takes no writing: it is a standby; name the primary,"
    " or all of them with ?target_session_attrs=read-write",
    errors.InsufficientPrivilege: "the user may not do that: make it the owner of the database, or "
    "name another user",
    errors.QueryCanceled: "the server has broken it off: try again; nothing was changed",
    errors.SerializationFailure: "others have written at the same time: try again; nothing was "
    "changed",
    errors.DeadlockDetected: "others have written at the same time: try again; nothing was changed",
    errors.DataCorrupted: "the database is damaged: restore a backup",
    errors.IndexCorrupted: "an index is damaged: REINDEX DATABASE, or restore a backup",
}
_OF_DAMAGE = (errors.DataCorrupted, errors.IndexCorrupted)

# By what libpq says before there is a connection.
_SIGNS = {
    "password": "the server refuses the user or the password: mend them in the address",
    "no pg_hba.conf entry": "the server refuses this user from here: change its pg_hba.conf",
    'role "': "the server does not know the user: make it, or name another user",
    'database "': "the database is not there: make it with createdb, or name another one",
    "read-only": "no server of these takes writing: wait until one does, or name others",
    "hot standby": "no server of these takes writing: wait until one does, or name others",
}


@contextmanager
def told(url: PostgresUrl) -> Iterator[None]:
    """Turn what psycopg raises into one sentence with its remedy."""
    try:
        yield
    except psycopg.Error as error:
        remedy = _remedy(error)
        if remedy is None:
            raise
        kind = DamagedError if isinstance(error, _OF_DAMAGE) else StoreError
        said = url.without_password(" ".join(str(error).split()))
        raise kind(f"{url}: {remedy} ({said})") from error


def is_loss(error: psycopg.Error) -> bool:
    """Tell whether the connection is gone: nothing is wrong with what was asked."""
    if isinstance(error, errors.AdminShutdown | errors.CrashShutdown | errors.CannotConnectNow):
        return True
    return isinstance(error, psycopg.OperationalError) and error.sqlstate is None


def is_passing(error: psycopg.Error) -> bool:
    """Tell whether the same may go well when it is tried again."""
    again = errors.SerializationFailure | errors.DeadlockDetected
    return isinstance(error, again) or is_loss(error)


def _remedy(error: psycopg.Error) -> str | None:
    for kind, remedy in _REMEDIES.items():
        if isinstance(error, kind):
            return remedy
    if not is_loss(error):
        return None
    said = str(error)
    return next((remedy for sign, remedy in _SIGNS.items() if sign in said), UNREACHED)
