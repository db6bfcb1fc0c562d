"""The command line as a user runs it: a process of its own."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tests.bot.command_nursery import ORDERS
from tests.patience import PATIENCE_SECONDS

PROJECT = Path(__file__).parents[2]
PROGRESS = re.compile(r"[a-z]+ [\d,]+ / [\d,]+$")


@dataclass(frozen=True, slots=True)
class Shell:
    """Runs `python -m bot` in a folder with some variables; `nursery` is the folder of its own."""

    folder: Path
    variables: dict[str, str]
    nursery: Path

    async def start(self, *arguments: str, **more: str) -> asyncio.subprocess.Process:
        """Start a command from its very beginning, with its three streams connected."""
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=self.folder,
            env=self._environment(more),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def __call__(self, *arguments: str, typed: str = "", **more: str) -> tuple[int, str, str]:
        """Run a command to its end; return its exit code and what it printed on both streams.

        Without the lines of its progress, which it prints only where it takes long.
        """
        code, out, err = await asyncio.to_thread(self._run, arguments, typed.encode(), more)
        told = [line for line in err.splitlines(True) if not PROGRESS.match(line)]
        return code, out, "".join(told)

    def _environment(self, more: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("YOUJU_")}
        return {**kept, "PYTHONPATH": str(PROJECT), **self.variables, **more}

    def bear(
        self, arguments: Sequence[str], streams: Sequence[int], more: Mapping[str, str]
    ) -> socket.socket:
        """Have the nursery bear a command; what is returned tells its number, then its exit code.

        `streams` are the files of its standard input, its output and what it says of problems.
        """
        order = {
            "arguments": arguments,
            "folder": str(self.folder),
            "variables": self._environment(more),
        }
        asked = socket.socket(socket.AF_UNIX)
        asked.connect(str(self.nursery / ORDERS))
        socket.send_fds(asked, [f"{json.dumps(order)}\n".encode()], streams)
        return asked

    def _run(
        self, arguments: Sequence[str], typed: bytes, more: Mapping[str, str]
    ) -> tuple[int, str, str]:
        """Run a command to its end; see `__call__`."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            read, written = os.pipe()
            with self.bear(arguments, [read, out.fileno(), err.fileno()], more) as asked:
                os.close(read)
                with suppress(BrokenPipeError), os.fdopen(written, "wb", buffering=0) as keyboard:
                    keyboard.write(typed)
                asked.settimeout(PATIENCE_SECONDS)
                with asked.makefile() as told:
                    _, code = told
            return int(code), _whole(out), _whole(err)


def _whole(file: BinaryIO) -> str:
    """Return what somebody else has written to a file."""
    file.seek(0)
    return file.read().decode()


@contextmanager
def nursery() -> Iterator[Path]:
    """Yield the folder of a nursery of commands, which ends with whatever it has left."""
    folder = Path(tempfile.mkdtemp(prefix="youju-shell-"))  # a socket's path has to be short
    process = subprocess.Popen(  # noqa: S603 - this interpreter and our own module
        [sys.executable, "-m", "tests.bot.command_nursery", folder],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        process_group=0,
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        yield folder
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        shutil.rmtree(folder, ignore_errors=True)
