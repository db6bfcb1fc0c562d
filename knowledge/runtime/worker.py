"""What does a worker process do?

It takes one piece of work after another from its standard input and writes what comes of each to
its standard output (`workers` is the other end). Invariant: it holds nothing of the process that
started it but those two pipes; it ends when that process does, when it has waited too long for
work, or when a piece of work needs more memory than it may have.
"""

import json
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable
from contextvars import ContextVar
from importlib import import_module
from typing import BinaryIO, TypeAlias

NICENESS = 10  # below those who ask meanwhile
IDLE_SECONDS = 600  # without work: whoever started this process has forgotten it
GRACE_SECONDS = 5  # beyond the deadline that the other end keeps, should that end be gone
HEADER = struct.Struct(">cQ")  # kind and length of what follows
MEGABYTE = 1 << 20

WORK, RESULT, PROGRESS, FAILED, NO_MEMORY = b"w", b"+", b".", b"-", b"m"

Tell: TypeAlias = Callable[[str], None]
Work: TypeAlias = Callable[[bytes, Tell], bytes]
"""What is called by name: given bytes and how to tell about progress, it returns bytes."""

_WORKING: ContextVar[Callable[[], None] | None] = ContextVar("working", default=None)


def main() -> None:
    """Work until there is nothing more to do."""
    taken, given = _pipes()
    os.nice(NICENESS)
    _wait_at_most(IDLE_SECONDS)
    while (order := _received(taken)) is not None:
        name, seconds, megabytes = json.loads(order)
        content = _received(taken)
        if content is None:
            return
        _wait_at_most(int(seconds) + GRACE_SECONDS)
        _need_at_most(megabytes)
        kind, result = _done(name, content, given)
        del content
        _send(given, kind, result)
        if kind == NO_MEMORY:
            return
        _wait_at_most(IDLE_SECONDS)


def go_on() -> None:
    """Tell that a piece of work that takes long goes on, so that its deadline begins anew.

    Outside of a worker this does nothing.
    """
    if working := _WORKING.get():
        working()


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return where work comes from and results go to; what libraries print goes nowhere."""
    given = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return sys.stdin.buffer, given


def _done(name: str, content: bytes, given: BinaryIO) -> tuple[bytes, bytes]:
    """Return what comes of a piece of work, and its kind."""
    module, _, function = name.partition(":")
    last = ""

    def tell(told: str) -> None:
        nonlocal last
        last = told
        _send(given, PROGRESS, told.encode())

    try:
        work: Work = getattr(import_module(module), function)
        tell("")  # the deadline is that of the work, not of loading it
        _WORKING.set(lambda: tell(last))
        return RESULT, work(content, tell)
    except MemoryError:
        return NO_MEMORY, b""
    except Exception as error:  # noqa: BLE001 - the other end says what failed
        return FAILED, f"{type(error).__name__}: {error}".encode("utf-8", "replace")


def _received(taken: BinaryIO) -> bytes | None:
    """Return the next message, None if the other end is gone."""
    header = taken.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    _, length = HEADER.unpack(header)
    message = taken.read(length)
    return message if len(message) == length else None


def _send(given: BinaryIO, kind: bytes, message: bytes) -> None:
    given.write(HEADER.pack(kind, len(message)))
    given.write(message)
    given.flush()


def _wait_at_most(seconds: int) -> None:
    """End this process after some seconds unless this is called again."""
    signal.alarm(seconds)  # its default action ends the process, whatever that is doing


def _need_at_most(megabytes: int) -> None:
    """Let this process have no more memory of its own than that."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * MEGABYTE
    soft = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, most))
