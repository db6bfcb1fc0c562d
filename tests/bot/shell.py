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
from collections.abc import Iterator, Mapping
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
        order = {
            "arguments": arguments,
            "folder": str(self.folder),
            "variables": self._environment(more),
        }
        code, out, err = await asyncio.to_thread(self._carried_out, order, typed.encode())
        told = [line for line in err.splitlines(True) if not PROGRESS.match(line)]
        return code, out, "".join(told)

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("YOUJU_")}
        return {**kept, "PYTHONPATH": str(PROJECT), **self.variables, **more}

    def _carried_out(self, order: Mapping[str, object], typed: bytes) -> tuple[int, str, str]:
        """Have a child of the nursery carry out an order; see `__call__`."""
        with (
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
            socket.socket(socket.AF_UNIX) as asked,
        ):
            asked.settimeout(PATIENCE_SECONDS)
            asked.connect(str(self.nursery / ORDERS))
            read, written = os.pipe()
            message = f"{json.dumps(order)}\n".encode()
            socket.send_fds(asked, [message], [read, out.fileno(), err.fileno()])
            os.close(read)
            with suppress(BrokenPipeError), os.fdopen(written, "wb", buffering=0) as keyboard:
                keyboard.write(typed)
            code = int(asked.recv(16))
            return code, _whole(out), _whole(err)


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
