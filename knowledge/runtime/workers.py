"""How is work on something hostile done so that it hurts nobody?

In a worker process (`worker`), with a deadline and a limit of memory. Invariant: whatever a piece
of work does, the caller gets its result or an error in time; a worker that is late or dead is
replaced by a fresh one. Workers inherit no variable of the environment that could be a secret, no
open file, and send back bytes, never objects: unpickling what a broken process says would run it.
"""

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from knowledge.runtime.worker import (
    FAILED,
    HEADER,
    NO_MEMORY,
    PROGRESS,
    RESULT,
    WORK,
)

MOST_WORKERS = 4
IDLE_SECONDS = 60.0  # without work; then the memory is worth more than the time to start again
MOST_RESULT = 400_000_000  # bytes
MOST_STRETCHES = 20
MOST_AT_ONCE = 1 << 20  # bytes
PACKAGE = Path(__file__).parents[1]
# Variables that a worker needs: where its libraries and its temporary files are, and the language.
INHERITED = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT", "TESSDATA_PREFIX")
# The package without its face, which would load the whole engine: 25 MB and 0.1 s, not 116 and 0.9.
START = """
import sys, types
package = types.ModuleType("knowledge")
package.__path__ = [sys.argv[1]]
sys.modules["knowledge"] = package
from knowledge.runtime.worker import main
main()
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take: seconds of the clock, and megabytes of memory.

    Work that tells of its progress may take `seconds` from one time to the next, and
    `MOST_STRETCHES` times as many in all.
    """

    seconds: float = 30.0
    megabytes: int = 512


class WorkError(Exception):
    """A piece of work came to nothing; `progress` is what it told last of how far it was."""

    def __init__(self, said: str, progress: str = "") -> None:
        self.progress = progress
        super().__init__(said)


class LateError(WorkError):
    """It took longer than it may."""


class TooLargeError(WorkError):
    """It needed more memory than it may have."""


class DiedError(WorkError):
    """The worker ended in the midst of it."""


class StoppedError(WorkError):
    """The caller stopped it."""


class Workers:
    """Worker processes, started when there is work, and kept a while for the next piece of it."""

    def __init__(self, most: int | None = None, idle_seconds: float = IDLE_SECONDS) -> None:
        self.most = most or min(_cores(), MOST_WORKERS)
        self._free = threading.Semaphore(self.most)
        self._lock = threading.Lock()
        self._idle: list[_Process] = []
        self._idle_seconds = idle_seconds
        self._closing: threading.Timer | None = None  # closes those that have waited too long
        atexit.register(self.close)

    def call(self, name: str, content: bytes, limits: Limits, stop: "Stop | None" = None) -> bytes:
        """Return what a function (`module:function`, see `worker.Work`) makes of some bytes.

        Waits for a free worker first; raises WorkError where nothing comes of it. A worker that
        had gone away while it waited for work is replaced.
        """
        with self._free:
            process = self._taken()
            try:
                with (stop or Stop()).killing(process.kill):
                    return process.call(name, content, limits)
            finally:
                if process.is_well:
                    self._keep(process)
                else:
                    process.close()

    def close(self) -> None:
        """End the workers that wait for work."""
        with self._lock:
            idle, self._idle = self._idle, []
            if self._closing:
                self._closing.cancel()
                self._closing = None
        for process in idle:
            process.close()

    def _taken(self) -> "_Process":
        """Return the worker that has waited least, or a new one."""
        while True:
            with self._lock:
                if not self._idle:
                    break
                process = self._idle.pop()
            if process.is_alive:
                return process
            process.close()
        return _Process()

    def _keep(self, process: "_Process") -> None:
        """Keep a worker for the next piece of work, and all of them until there is none."""
        with self._lock:
            self._idle.append(process)
            if self._closing:
                self._closing.cancel()
            self._closing = threading.Timer(self._idle_seconds, self.close)
            self._closing.daemon = True
            self._closing.start()


class Stop:
    """Ends pieces of work from another thread, those that run and those that would follow."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kills: set[Callable[[], None]] = set()
        self._stopped = False

    def __call__(self) -> None:
        """End them."""
        with self._lock:
            self._stopped = True
            for kill in self._kills:
                kill()

    @contextmanager
    def killing(self, kill: Callable[[], None]) -> Iterator[None]:
        """Have `kill` called if this is stopped meanwhile; raise StoppedError if it was."""
        with self._lock:
            if self._stopped:
                raise StoppedError("stopped")
            self._kills.add(kill)
        try:
            yield
        except DiedError as error:
            if self._stopped:
                raise StoppedError("stopped") from error
            raise
        finally:
            with self._lock:
                self._kills.discard(kill)


class _Process:
    """One worker process."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
        paths = [path for path in sys.path if path]
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter and our own words
            [sys.executable, "-c", START, str(PACKAGE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environment, "PYTHONPATH": os.pathsep.join(paths)},
            process_group=0,  # a key pressed in this terminal is not for it
        )
        self.is_well = True

    @property
    def is_alive(self) -> bool:
        """Tell whether it runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def close(self) -> None:
        """End it and wait until it has ended."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # what was not written cannot be written any more
                    pipe.close()
        self._process.wait()

    def call(self, name: str, content: bytes, limits: Limits) -> bytes:
        """See `Workers.call`."""
        self.is_well, told = False, ""
        whole = limits.seconds * MOST_STRETCHES
        last = time.monotonic() + whole
        try:
            self._give(json.dumps([name, whole, limits.megabytes]).encode(), content)
            kind, message = PROGRESS, b""
            while kind == PROGRESS:
                told = message.decode()
                kind, message = self._take(min(last, time.monotonic() + limits.seconds))
        except TimeoutError as error:
            raise LateError(f"took longer than {limits.seconds:g} s", told) from error
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise DiedError("the process that did it ended", told) from error
        if kind == NO_MEMORY:
            raise TooLargeError(f"needs more than {limits.megabytes} MB of memory", told)
        self.is_well = True
        if kind == FAILED:
            raise WorkError(message.decode(), told)
        return message

    def _give(self, order: bytes, content: bytes) -> None:
        pipe = cast("BinaryIO", self._process.stdin)
        for message in (order, content):
            pipe.write(HEADER.pack(WORK, len(message)))
            pipe.write(message)
        pipe.flush()

    def _take(self, until: float) -> tuple[bytes, bytes]:
        """Return the kind of the next message and the message; raise TimeoutError if it is late."""
        pipe = cast("BinaryIO", self._process.stdout).fileno()
        kind, length = HEADER.unpack(_whole(pipe, HEADER.size, until))
        if kind not in {RESULT, PROGRESS, FAILED, NO_MEMORY} or length > MOST_RESULT:
            raise EOFError  # whatever speaks there is no worker any more
        return kind, _whole(pipe, length, until)


def _whole(pipe: int, length: int, until: float) -> bytes:
    """Return so many bytes of a pipe; raise EOFError if it ends, TimeoutError if they are late."""
    ready, message = select.poll(), bytearray()
    ready.register(pipe, select.POLLIN)
    while len(message) < length:
        if not ready.poll(max(0.0, until - time.monotonic()) * 1000):
            raise TimeoutError
        piece = os.read(pipe, min(length - len(message), MOST_AT_ONCE))
        if not piece:
            raise EOFError
        message += piece
    return bytes(message)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
