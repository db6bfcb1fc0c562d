"""A process that loads everything once and then bears children that reload, to be killed.

An order is a line of JSON: the data folder, the articles, what to do, and at which event (a file
opened, renamed, linked, deleted …) the child kills itself, 0 for never. Answers: `go PID` when a
child begins, `done EVENTS` if it comes to its end, `ended STATUS`.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from knowledge import Folder, KnowledgeBase
from knowledge.library.parts import warm_up


def main() -> None:
    """Bear a child for every line of stdin."""
    warm_up(Path(sys.argv[1]))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _live(json.loads(line))
        _, status = os.waitpid(child, 0)
        _tell("ended", os.waitstatus_to_exitcode(status))


def _live(order: dict[str, Any]) -> None:
    events = 0

    def count(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal events
        if event.startswith(("open", "os.", "shutil.", "sqlite3.")):
            events += 1
            if events == order["at"]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    _tell("go", os.getpid())
    try:
        asyncio.run(_change(order))
        _tell("done", events)
    finally:
        os._exit(0)


async def _change(order: dict[str, Any]) -> None:
    async with await KnowledgeBase.open(Path(order["data"])) as base:
        if order["what"] == "rollback":
            await base.roll_back()
        else:
            await base.reload(Folder(Path(order["articles"])), force=True)


def _tell(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


if __name__ == "__main__":
    main()
