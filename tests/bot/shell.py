"""The command line as a user runs it: a process of its own."""

import asyncio
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.patience import patience

PROJECT = Path(__file__).parents[2]
PROGRESS = re.compile(r"[a-z]+ [\d,]+ / [\d,]+$")


@dataclass(frozen=True, slots=True)
class Shell:
    """Runs `python -m bot` in a folder with some variables."""

    folder: Path
    variables: dict[str, str]

    async def start(self, *arguments: str, **more: str) -> asyncio.subprocess.Process:
        """Start a command with its three streams connected."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("YOUJU_")}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=self.folder,
            env={**kept, "PYTHONPATH": str(PROJECT), **self.variables, **more},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def __call__(self, *arguments: str, typed: str = "", **more: str) -> tuple[int, str, str]:
        """Run a command to its end; return its exit code and what it printed on both streams.

        Without the lines of its progress, which it prints only where it takes long.
        """
        process = await self.start(*arguments, **more)
        async with patience():
            out, err = await process.communicate(typed.encode())
        told = [line for line in err.decode().splitlines(True) if not PROGRESS.match(line)]
        return process.returncode or 0, out.decode(), "".join(told)
