import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

from bot.background.housekeeping import heartbeat_file
from bot.emulator import Person, Telegram
from bot.health import OLDEST_SECONDS, is_alive, is_ready
from bot.service.desk import Desk
from bot.web.endpoint import Endpoint, listening
from tests.bot.conftest import free_port, hooked

PROJECT = Path(__file__).parents[2]


def test_fresh_heartbeat_is_life(tmp_path: Path) -> None:
    """The bot lives if its heartbeat is fresh; a missing or old one means that it does not."""
    now = time.time()
    assert not is_alive(tmp_path, now)
    heartbeat_file(tmp_path).touch()
    assert is_alive(tmp_path, now)
    assert not is_alive(tmp_path, now + OLDEST_SECONDS + 1)
    assert not is_alive(
        tmp_path, now - OLDEST_SECONDS - 1
    )  # a clock set back gives no dead bot life


def test_exit_code_for_containers(tmp_path: Path) -> None:
    """`python -m bot.health` exits with 0 or 1 and loads next to nothing."""
    command = [sys.executable, "-X", "importtime", "-m", "bot.health"]
    variables = {**os.environ, "YOUJU_DATA": str(tmp_path), "PYTHONPATH": str(PROJECT)}
    dead = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    heartbeat_file(tmp_path).touch()
    alive = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - as above
    assert (dead.returncode, alive.returncode) == (1, 0)
    assert "jieba" not in alive.stderr
    assert "telegram" not in alive.stderr


async def test_ready_is_what_the_probe_says(desk: Desk, telegram: Telegram, ana: Person) -> None:
    """Nobody listens, it starts, it serves: only then a balancer may send anybody to it."""
    port = free_port()
    everywhere = f"0.0.0.0:{port}"
    assert not is_ready(everywhere)
    assert not is_ready("")
    async with listening(Endpoint(desk.settings), everywhere):
        assert not await asyncio.to_thread(is_ready, everywhere)
    async with hooked(desk, telegram) as talk:
        await talk.handled(ana.says("誰說的？"))
        settings = talk.application.bot_data["desk"].settings
        assert await asyncio.to_thread(is_ready, settings.listen)
        command = [sys.executable, "-m", "bot.health", "--ready"]
        variables = {**os.environ, "YOUJU_LISTEN": settings.listen, "PYTHONPATH": str(PROJECT)}
        process = await asyncio.create_subprocess_exec(*command, env=variables)
        assert await process.wait() == 0
