"""Work that hurts: what a worker process is made for."""

import os
import resource
import sys
import time

from knowledge.runtime.worker import MEGABYTE, Tell


def echo(content: bytes, _: Tell) -> bytes:
    """Return what was given, and print it where no result belongs."""
    sys.stdout.write("printed by a library\n" * 1000)
    sys.stdout.flush()
    return content


def sleep(content: bytes, tell: Tell) -> bytes:
    """Tell the words that were given, then never end."""
    tell(content.decode())
    while True:
        time.sleep(1)


def steps(content: bytes, tell: Tell) -> bytes:
    """Take several steps of a tenth of a second and tell each."""
    for step in range(int(content)):
        tell(str(step))
        time.sleep(0.1)
    return b"done"


def fill(_: bytes, tell: Tell) -> bytes:
    """Take more memory than there may be."""
    tell("filling")
    return bytes(2000 * MEGABYTE)


def die(content: bytes, tell: Tell) -> bytes:
    """End the process in the midst of it."""
    tell(content.decode())
    os._exit(9)


def fail(_: bytes, __: Tell) -> bytes:
    """Raise what no caller expects."""
    raise LookupError("a mistake")


def babble(_: bytes, __: Tell) -> bytes:
    """Write nonsense where results go, and end."""
    for number in range(3, 32):
        try:
            os.write(number, b"\xff" * 100)
        except OSError:
            continue
    os._exit(0)


def surroundings(_: bytes, __: Tell) -> bytes:
    """Return the names of the variables, the numbers of the open files, and the memory limit."""
    files = [number for number in range(3, 64) if _is_open(number)]
    soft, _hard = resource.getrlimit(resource.RLIMIT_DATA)
    return repr((sorted(os.environ), len(files), soft // MEGABYTE)).encode()


def process(_: bytes, __: Tell) -> bytes:
    """Return the number of the process."""
    return str(os.getpid()).encode()


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
