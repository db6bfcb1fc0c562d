"""The balancer that is shipped, run on loopback by a real Caddy."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.conftest import free_port
from tests.patience import patience

CADDYFILE = Path(__file__).parents[2] / "docs" / "replicas" / "Caddyfile"
HERE = "127.0.0.1"


async def caddy(*arguments: str, **variables: str) -> asyncio.subprocess.Process:
    """Start Caddy; skip the test where there is none."""
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("Caddy is not installed: https://caddyserver.com/docs/install")
    return await asyncio.create_subprocess_exec(
        program,
        *arguments,
        "--config",
        str(CADDYFILE),
        "--adapter",
        "caddyfile",
        env={**os.environ, **variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


@asynccontextmanager
async def shipped(folder: Path, port: int, ports: Sequence[int]) -> AsyncIterator[None]:
    """Balance between replicas at ports of loopback, without https, as the file says."""
    variables: Mapping[str, str] = {
        "YOUJU_DOMAIN": f"http://{HERE}:{port}",
        "YOUJU_REPLICAS": " ".join(f"{HERE}:{one}" for one in ports),
        "CADDY_ADMIN": f"{HERE}:{free_port()}",
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    process = await caddy("run", **variables)
    reading = None
    try:
        async with patience():
            assert process.stdout
            while b"serving initial configuration" not in (await process.stdout.readline()):
                assert process.returncode is None
        reading = asyncio.create_task(process.stdout.read())  # so that it never waits for us
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        if reading:
            await reading
