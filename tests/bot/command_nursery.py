"""A process that loads everything once and then bears commands of the shell.

Whoever connects sends a line of JSON with the arguments, the folder and the variables, and with it
the three streams; the answer is the exit code. From its settings on a child does all that
`python -m bot` does; what it is spared is a second of loading.
"""

import asyncio
import atexit
import gc
import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import bot.serving
import bot.terminal.chat  # noqa: F401 - as the one above: loaded before the children are born
from bot.cli import main as command
from knowledge import Folder, KnowledgeBase
from knowledge.reading.readers import shared

SEEDS = Path(__file__).parents[2] / "seeds"
ORDERS = "orders"  # the socket in the folder of the nursery
MOST = 1 << 20  # bytes of an order that are received at a time


def main() -> None:
    """Bear a child for everybody who connects."""
    folder = Path(sys.argv[1])
    asyncio.run(_load(folder / "data"))
    shared().close()  # a child has workers of its own
    gc.freeze()  # or a child would copy all of it to look for what is not needed any more
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


async def _load(data: Path) -> None:
    """Have everything loaded that a first reload and first questions load."""
    async with await KnowledgeBase.open(data) as base:
        await base.reload(Folder(SEEDS))
        for question in ("上海將新增多少家智能工廠？", "Who built the factories?"):
            await base.ask(question)


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
    _, status = os.waitpid(child, 0)
    asked.sendall(b"%d" % os.waitstatus_to_exitcode(status))
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
