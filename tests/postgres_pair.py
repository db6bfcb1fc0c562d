"""A primary of PostgreSQL and its standby, for tests in which the primary dies.

What the primary confirms, the standby has: it waits for it. After a failover the one that died is
made anew, as the standby of the other.
"""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from knowledge.storage.postgres.url import PostgresUrl
from tests.patience import PATIENCE_SECONDS
from tests.postgres import SETTINGS, owner_of, start

SYNCHRONOUS = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
WAITS = "ALTER SYSTEM SET synchronous_standby_names = '*'"
WAITS_NOT = "ALTER SYSTEM SET synchronous_standby_names = ''"


class Pair:
    """Two servers; `fail_over` kills the primary and lets the other take its place."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self._owner = owner_of(folder)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._primary, self._standby = "a", "b"
        for name in "ab":
            (folder / name).mkdir()
            owner_of(folder / name)

    @property
    def url(self) -> PostgresUrl:
        """Return the address of both: whichever takes writing is used."""
        hosts = ",".join(str(self._folder / name) for name in "ab")
        chosen = "target_session_attrs=read-write&connect_timeout=3"
        return PostgresUrl(f"postgresql://tests@/postgres?host={hosts}&port=5432,5432&{chosen}")

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        """Return a connection of its own to the primary."""
        return self._connect(self._primary)

    def begin(self) -> None:
        """Make the primary and its standby."""
        made = [f"--pgdata={self._cluster('a')}", "--username=tests", "--encoding=UTF8"]
        quick = ["--no-sync", "--auth=trust", "--no-locale"]
        start(self._owner, self._folder, self._programs / "initdb", *made, *quick).wait()
        self._run("a")
        self._make_standby()

    def fail_over(self) -> None:
        """Kill the primary, and let its standby take its place."""
        died = self._running.pop(self._primary)
        died.kill()
        died.wait()
        shutil.rmtree(self._cluster(self._primary))
        self._primary, self._standby = self._standby, self._primary
        with self._connect(self._primary) as connection:
            connection.execute("SELECT pg_promote(true, 60)")

    def make_good(self) -> None:
        """Make the one that died anew, as a standby."""
        with self.connect() as connection:
            connection.execute(WAITS_NOT)
            connection.execute("SELECT pg_reload_conf()")
        self._make_standby()

    def end(self) -> None:
        """Stop both."""
        for process in self._running.values():
            process.send_signal(signal.SIGQUIT)
            process.wait()

    def _make_standby(self) -> None:
        host = self._folder / self._primary
        start(
            self._owner,
            self._folder,
            self._programs / "pg_basebackup",
            f"--host={host}",
            "--username=tests",
            f"--pgdata={self._cluster(self._standby)}",
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--no-sync",
        ).wait()
        self._run(self._standby)
        with self.connect() as connection:
            connection.execute(WAITS)
            connection.execute("SELECT pg_reload_conf()")
            until = time.monotonic() + PATIENCE_SECONDS
            while connection.execute(SYNCHRONOUS).fetchone() != (1,):
                assert time.monotonic() < until, "the standby does not follow"
                time.sleep(0.02)

    def _run(self, name: str) -> None:
        chosen = {**SETTINGS, "unix_socket_directories": str(self._folder / name)}
        options = [word for key, value in chosen.items() for word in ("-c", f"{key}={value}")]
        program, cluster = self._programs / "postgres", str(self._cluster(name))
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:  # what a dead one has left may keep it from starting
            process = start(self._owner, self._folder, program, "-D", cluster, *options)
            self._running[name] = process
            while process.poll() is None and time.monotonic() < until:
                with suppress(psycopg.OperationalError):
                    self._connect(name).close()
                    return
                time.sleep(0.02)
        raise RuntimeError("PostgreSQL does not answer")

    def _connect(self, name: str) -> "psycopg.Connection[tuple[object, ...]]":
        address = f"postgresql://tests@/postgres?host={self._folder / name}"
        return psycopg.connect(address, autocommit=True)

    def _cluster(self, name: str) -> Path:
        return self._folder / name / "cluster"


@contextmanager
def pair(programs: Path) -> Iterator[Pair]:
    """Run a primary and its standby until their folder is left."""
    folder = Path(tempfile.mkdtemp(prefix="youju-pair-"))
    both = Pair(folder, programs)
    try:
        both.begin()
        yield both
    finally:
        both.end()
        shutil.rmtree(folder, ignore_errors=True)
