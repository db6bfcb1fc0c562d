"""What becomes of questions when the serving bot is killed, or told to stop, under load?

`--kills 100 -rP` does it a hundred times and tells how many were asked, lost and answered twice.
"""

import asyncio
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.emulator import Delivery, Person, Room, Telegram
from bot.emulator.server import serve
from bot.emulator.world.state import Place
from tests.bot.shell import Shell
from tests.patience import PATIENCE_SECONDS, patience

SEED = 20220305
PEOPLE, ROOMS = 40, 10  # enough that Telegram's limits for a chat are seldom met
IN_GROUPS = 0.25  # share of the questions
LIFE_SECONDS = 0.8  # of a bot at most, from when it begins: some are killed while they start
QUESTIONS = (
    "上海將新增多少家智能工廠？",
    "浙江省的數字化改革元年是哪一年？",
    "蓝牙道钉离停车框几米",
    "如何重設密碼 xyzzy?",
)


class Nursery:
    """Lets bots begin, one after the other, each in a process of its own."""

    def __init__(self, shell: Shell, variables: dict[str, str]) -> None:
        self._shell = shell
        self._variables = variables
        self._living = 0

    async def start(self) -> int:
        """Let a bot begin and return its process's number."""
        with open(os.devnull, "r+b") as nothing:  # noqa: ASYNC230, PTH123 - it does not block
            streams = [nothing.fileno(), nothing.fileno(), 2]
            asked = self._shell.bear(["run"], streams, self._variables)
        self._told, self._asked = await asyncio.open_connection(sock=asked)
        self._living = await self._number()
        return self._living

    async def end(self, pid: int, number: signal.Signals) -> int:
        """End a bot with a signal and return its exit code."""
        os.kill(pid, number)
        self._living = 0
        code = await self._number()
        self._asked.close()
        await self._asked.wait_closed()
        return code

    def leave_nobody(self) -> None:
        """End what a test that failed has left."""
        if self._living:
            os.kill(self._living, signal.SIGKILL)
            self._asked.close()

    async def _number(self) -> int:
        async with patience():
            return int(await self._told.readline())


@asynccontextmanager
async def nursery(
    folder: Path, variables: dict[str, str], commands: Path
) -> AsyncIterator[Nursery]:
    """Yield a nursery of bots with some variables; `commands` is the fixture, which bears them."""
    bots = Nursery(Shell(folder, {}, commands), variables)
    try:
        yield bots
    finally:
        bots.leave_nobody()


@dataclass(slots=True)
class Crowd:
    """People who ask, alone with the bot and in a group, and what they have asked."""

    people: list[Person]
    rooms: list[Room]
    chance: random.Random
    asked: list[Delivery]

    async def ask(self, seconds: float) -> None:
        """Ask now and then for some time."""
        until = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < until:
            person, question = self.chance.choice(self.people), self.chance.choice(QUESTIONS)
            if self.chance.random() < IN_GROUPS:
                self.asked.append(
                    person.says(f"/ask {question}", chat=self.chance.choice(self.rooms))
                )
            else:
                self.asked.append(person.says(question))
            await asyncio.sleep(self.chance.uniform(0, 0.06))


def noted(data: Path) -> dict[tuple[str, str], str]:
    """Return where the answer of each question stands, as the database knows it."""
    with closing(sqlite3.connect(data / "youju.db")) as connection:
        rows = connection.execute("SELECT chat, message, reply FROM turns WHERE reply <> ''")
        return {(chat, message): reply for chat, message, reply in rows}


def waiting(data: Path) -> int:
    """Return how many updates are not done."""
    with closing(sqlite3.connect(data / "youju.db")) as connection:
        rows = connection.execute("SELECT count(*) FROM inbox WHERE body IS NOT NULL")
        return int(rows.fetchone()[0])


@dataclass(frozen=True, slots=True)
class End:
    """How a bot ends, and whether it has begun to serve before."""

    number: signal.Signals
    exit_code: int
    is_serving: bool


@pytest.mark.parametrize(
    "end",
    [
        End(signal.SIGKILL, -signal.SIGKILL, is_serving=False),
        End(signal.SIGKILL, -signal.SIGKILL, is_serving=True),
        End(signal.SIGTERM, 0, is_serving=True),
    ],
    ids=["killed, perhaps while it starts", "killed while it serves", "told to stop"],
)
async def test_ended_at_any_moment_it_loses_no_question(  # noqa: PLR0917 - fixtures
    tmp_path: Path,
    articles: Path,
    commands: Path,
    telegram: Telegram,
    pytestconfig: pytest.Config,
    end: End,
) -> None:
    """Every question is answered; none that is known to be answered is answered again.

    Told to stop, it has ended within its grace, with 0, and answers nothing twice.
    """
    ends, data = pytestconfig.getoption("kills"), tmp_path / "data"
    chance = random.Random(SEED)  # noqa: S311 - the same moments every time
    people = [telegram.person(f"P{n}", language_code="en", started=True) for n in range(PEOPLE)]
    rooms = [telegram.group(f"G{n}", members=people) for n in range(ROOMS)]
    crowd, longest = Crowd(people, rooms, chance, []), 0.0
    async with serve(telegram) as base_url:
        variables = {
            "YOUJU_TELEGRAM_TOKEN": telegram.token,
            "YOUJU_BOT_API_URL": base_url.removesuffix("/bot"),
            "YOUJU_ARTICLES": str(articles),
            "YOUJU_DATA": str(data),
            "YOUJU_QUESTIONS_PER_MINUTE": "100000",
            "YOUJU_LOG_LEVEL": "ERROR",
        }
        async with nursery(tmp_path, variables, commands) as bots:
            known: dict[tuple[str, str], str] = {}
            pid = await _serving(bots, telegram)
            for _ in range(ends):
                await crowd.ask(chance.uniform(0.05, LIFE_SECONDS))
                began = time.monotonic()
                assert await bots.end(pid, end.number) == end.exit_code
                longest = max(longest, time.monotonic() - began)
                now = noted(data)
                assert known.items() <= now.items()
                known = now
                pid = await (_serving(bots, telegram) if end.is_serving else bots.start())
            await _all_noted(crowd, data)
            assert await bots.end(pid, signal.SIGTERM) == 0
    twice = _answered_twice(telegram, crowd, noted(data), ends if end.exit_code else 0)
    assert waiting(data) == 0
    asked = len(crowd.asked)
    print(f"{ends} ends, {longest:.1f} s at most: {asked} asked, all answered, {twice} twice")


async def _serving(bots: Nursery, telegram: Telegram) -> int:
    """Let a bot begin, wait until it receives updates, and return its process's number."""
    before = len(telegram.calls_of("getMyCommands"))
    pid = await bots.start()
    await telegram.wait_for("getMyCommands", before + 1)  # what it does once it receives
    return pid


async def _all_noted(crowd: Crowd, data: Path) -> None:
    wanted = {_place(one) for one in crowd.asked}
    async with asyncio.timeout(PATIENCE_SECONDS + len(wanted)):  # a group has twenty a minute
        while not wanted <= noted(data).keys():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.1)


def _answered_twice(
    telegram: Telegram, crowd: Crowd, ledger: dict[tuple[str, str], str], most: int
) -> int:
    """Look that every question was answered, and return how many were answered twice."""
    assert ledger.keys() == {_place(one) for one in crowd.asked}
    answers = [(chat, reply) for (chat, _), reply in ledger.items()]
    assert len(set(answers)) == len(answers)
    asked, total = Counter(chat for chat, _ in map(_place, crowd.asked)), 0
    places: list[Place] = [*crowd.people, *crowd.rooms]
    for place in places:
        twice = len(telegram.replies(place)) - asked[str(place.chat.id)]
        # Killed between Telegram's yes and our note: of each chat one answer is on its way then.
        assert 0 <= twice <= most
        total += twice
    return total


def _place(asked: Delivery) -> tuple[str, str]:
    message = asked.message or {}
    return str(message["chat"]["id"]), str(message["message_id"])
