"""What does the bot do when the machine under it fails: database, disk, clock?"""

import asyncio
import resource
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.delivery.pace import FREE
from bot.emulator import Person, Room, Telegram
from bot.emulator.server import serve
from bot.messages import messages
from bot.observing.diagnosis import of_traffic
from bot.service.desk import Desk
from bot.settings import Settings
from bot.telegram.handlers.ask import STALE_SECONDS
from knowledge import Folder, KnowledgeBase
from tests.bot.conftest import SEEDS, Talk, running
from tests.bot.shell import Shell
from tests.knowledge.storage.faults import looked_at
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"
LOCKED_SECONDS = 5.0
DAY = 86_400.0


async def test_a_database_that_is_locked_for_a_while(
    desk: Desk, telegram: Telegram, talk: Talk, ana: Person
) -> None:
    """Another process keeps it for five seconds: questions wait, and each is answered once."""
    await talk.handled(ana.says("/help"))
    with closing(sqlite3.connect(desk.settings.data / "youju.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        asked = [ana.says(FACTORIES) for _ in range(3)]
        await asyncio.sleep(LOCKED_SECONDS)
        other.execute("ROLLBACK")
    for one in asked:
        await talk.handled(one)
    assert len(telegram.replies(ana)) == 4


@pytest.fixture
def home() -> Iterator[Path]:
    """Yield a folder for a process that runs out of room."""
    path = Path(tempfile.mkdtemp())
    yield path
    shutil.rmtree(path)


def test_a_disk_that_is_full(home: Path) -> None:
    """Nothing is confirmed to Telegram that was not stored; with room again all is answered."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        waiting, before, after = pool.submit(_with_a_full_disk, home).result()
    assert (waiting, before, after) == (1, 1, 2)


def _with_a_full_disk(home: Path) -> tuple[int, int, int]:
    return asyncio.run(_ask_with_a_full_disk(home))


async def _ask_with_a_full_disk(home: Path) -> tuple[int, int, int]:
    telegram = Telegram(username="youju_bot")
    reader = telegram.person("Ana", started=True)
    token = SecretStr(telegram.token)
    settings = Settings(telegram_token=token, articles=SEEDS, data=home, messages_per_second=1000)
    async with await KnowledgeBase.open(home) as base:
        await base.reload(Folder(SEEDS))
        async with running(Desk(base, settings, limits=FREE), telegram) as talk:
            await talk.handled(reader.says(FACTORIES))
            _leave_room(1000)
            asked = reader.says(FACTORIES)
            await asyncio.sleep(1)
            waiting, before = len(telegram.state.updates.pending), len(telegram.replies(reader))
            _leave_room(resource.RLIM_INFINITY)
            await talk.handled(asked)
            return waiting, before, len(telegram.replies(reader))


def _leave_room(bytes_in_a_file: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_in_a_file, resource.RLIM_INFINITY))


async def test_the_clock_of_a_real_process_jumps(
    telegram: Telegram, shell: Shell, ana: Person, request: pytest.FixtureRequest
) -> None:
    """A day back, two ahead: whoever asks alone is answered once, and it ends cleanly."""
    library = request.config.getoption("--faketime")
    if not library:
        pytest.skip("needs --faketime LIBRARY")
    clock = shell.folder / "clock"
    clock.write_text("+0")
    async with serve(telegram) as base_url, patience():
        bot = await shell.start(
            "run",
            LD_PRELOAD=library,
            FAKETIME_TIMESTAMP_FILE=str(clock),
            FAKETIME_NO_CACHE="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1",
            YOUJU_TELEGRAM_TOKEN=telegram.token,
            YOUJU_BOT_API_URL=base_url.removesuffix("/bot"),
        )
        await telegram.wait_for_poller()
        for number, jump in enumerate(("-1d", "+1d", "-1d"), start=1):
            clock.write_text(jump)
            ana.says(FACTORIES)
            while len(telegram.replies(ana)) < number:  # noqa: ASYNC110 - Telegram's side
                await asyncio.sleep(0.01)
        bot.send_signal(signal.SIGTERM)
        _, err = await bot.communicate()
    assert bot.returncode == 0
    assert "Traceback" not in err.decode()
    rows = looked_at(shell.folder / "data" / "youju.db", "SELECT at FROM turns ORDER BY turn")
    first, second, third = (row[0] for row in rows)
    assert second - first > DAY
    assert second - third > DAY
    assert len(telegram.replies(ana)) == 3


async def test_a_clock_that_jumps(desk: Desk, telegram: Telegram, ana: Person, room: Room) -> None:
    """A day ahead, a day back: whoever asks by the same clock is answered, alone and in groups."""
    now = telegram.state.now()
    telegram.state.now = lambda: now
    async with running(replace(desk, now=lambda: now), telegram) as talk:
        for jump in (DAY, -2 * DAY, 2 * DAY):
            now += jump
            await talk.handled(ana.says(FACTORIES))
            await talk.handled(ana.says(f"/ask {FACTORIES}", chat=room))
    assert (len(telegram.replies(ana)), len(telegram.replies(room))) == (3, 3)


@pytest.mark.parametrize("ahead", [-DAY, DAY])
async def test_a_clock_that_is_wrong(
    desk: Desk, telegram: Telegram, ana: Person, room: Room, ahead: float
) -> None:
    """What was asked just now is not old, whatever this computer believes; /doctor says so."""
    wrong = replace(desk, now=lambda: telegram.state.now() + ahead)
    async with running(wrong, telegram) as talk:
        (answer,) = await talk(ana.says(f"/ask {FACTORIES}", chat=room))
        assert "40" in answer["text"]
        long_ago = telegram.state.now() - STALE_SECONDS - 1
        assert await talk(ana.says(f"/ask {FACTORIES}", chat=room, date=long_ago)) == []
        told = " ".join(map(str, await of_traffic(wrong, messages("en"))))
    assert "This computer's clock is 86" in told  # 86,400 s, more or less one
