import os
import subprocess
import sys
import time
from pathlib import Path

from bot.background.housekeeping import heartbeat_file
from bot.health import OLDEST_SECONDS, is_alive

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
