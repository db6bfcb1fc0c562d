"""A process that loads everything once and then bears commands of the shell.

Whoever connects sends a line of JSON with the arguments, the folder and the variables, and with it
the three streams; two lines answer, the number of the process and its exit code. From its settings
on a child does all that `python -m bot` does; what it is spared is a second of loading.
"""

import atexit
import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from bot.cli import main as command
from tests.bot.loading import load

ORDERS = "orders"  # the socket in the folder of the nursery
MOST = 1 << 20  # bytes of an order that are received at a time


def main() -> None:
    """Bear a child for everybody who connects."""
    folder = Path(sys.argv[1])
    load(folder / "data")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / ORDERS))
        listening.listen()
        print("ready", flush=True)
        while True:
            asked, _ = listening.accept()
            with asked:
                if os.fork() == 0:
                    listening.close()
                    _bear(asked)
            _bury()


def _bury() -> None:
    """Let go of those whose child has ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _bear(asked: socket.socket) -> NoReturn:
    """Bear a child, and tell its exit code when it has ended."""
    order, streams, _, _ = socket.recv_fds(asked, MOST, maxfds=3)
    while not order.endswith(b"\n"):
        order += asked.recv(MOST)
    child = os.fork()
    if child == 0:
        asked.close()
        _live(order, streams)
    for stream in streams:
        os.close(stream)
    asked.sendall(b"%d\n" % child)
    _, status = os.waitpid(child, 0)
    asked.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _live(order: bytes, streams: list[int]) -> NoReturn:
    """Carry out a command, and end as a process of Python does.

    But for what it clears away of its memory: that of the nursery would have to be copied first.
    """
    asked = json.loads(order)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["variables"])
    code: object = 1  # for an exception
    try:
        code = command(asked["arguments"])
    except SystemExit as end:  # wrong usage
        code = end.code
    except BaseException:  # noqa: BLE001 - whatever ends a process
        sys.excepthook(*sys.exc_info())
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter does when it ends
    sys.stdout.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    main()
