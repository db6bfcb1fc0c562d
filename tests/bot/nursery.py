"""A process that loads everything once and then bears bots that serve, to be killed.

An order is a line of JSON with the variables of the environment. Answers: `go PID` when a bot
begins, `ended STATUS` when it has ended.
"""

import json
import os
import sys
from pathlib import Path

from bot.cli import main as serve
from tests.bot.loading import load


def main() -> None:
    """Bear a child for every line of stdin."""
    load(Path(sys.argv[1]) / "nursery")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.environ.update(json.loads(line))
            _tell("go", os.getpid())
            os._exit(serve(["run"]))
        _, status = os.waitpid(child, 0)
        _tell("ended", os.waitstatus_to_exitcode(status))


def _tell(word: str, number: int) -> None:
    os.write(1, f"{word} {number}\n".encode())


if __name__ == "__main__":
    main()
