"""What becomes of questions when replicas, or their database, are killed or out of reach?

`--kills 60 -rP` kills sixty replicas and a sixth as many primaries, cuts one replica off for half
as many seconds, and tells how many were asked, answered twice, and how long the longest waited.
"""

import asyncio
import os
import random
import signal
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.emulator import Delivery, Event, Person, Telegram
from bot.emulator.server import serve
from tests.bot.balancer import balancing
from tests.bot.conftest import SECRET, free_port
from tests.bot.gate import Gate, gated
from tests.bot.test_kills import Nursery, nursery
from tests.patience import PATIENCE_SECONDS, patience
from tests.postgres import MISSING, programs
from tests.postgres_pair import Pair, pair

SEED = 20220305
REPLICAS, PEOPLE = 3, 40
LEASE_SECONDS = 4.0
A_SECOND = 12.0  # questions, as fast as three replicas on two busy cores keep up with
FAILOVERS = 6  # kills of replicas for one of the primary
QUESTIONS = (
    "上海將新增多少家智能工廠？",
    "浙江省的數字化改革元年是哪一年？",
    "蓝牙道钉离停车框几米",
    "隨申碼是什麼？",
)


@dataclass(slots=True)
class Crowd:
    """People who ask, what they have asked, and when each was answered."""

    people: list[Person]
    chance: random.Random
    asked: list[Delivery] = field(default_factory=list)
    open: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    longest: float = 0.0

    async def ask(self, stop: asyncio.Event) -> None:
        """Ask until told to stop."""
        while not stop.is_set():
            person = self.chance.choice(self.people)
            self.open[person.id].append(time.monotonic())
            self.asked.append(person.says(self.chance.choice(QUESTIONS)))
            await asyncio.sleep(self.chance.uniform(0, 2 / A_SECOND))

    def note(self, event: Event) -> None:
        """Note that somebody was answered."""
        if event.kind == "sent" and event.chat_id and self.open[event.chat_id]:
            began = self.open[event.chat_id].pop(0)
            self.longest = max(self.longest, time.monotonic() - began)


@dataclass(slots=True)
class Drill:
    """Replicas under a stream of questions."""

    nurseries: list[Nursery]
    pids: list[int]
    servers: Pair
    telegram: Telegram
    crowd: Crowd
    gate: Gate
    chance: random.Random
    enough: asyncio.Event

    async def kill(self) -> None:
        """Kill one of the replicas, and let it begin again."""
        who = self.chance.randrange(REPLICAS)
        await self.nurseries[who].end(self.pids[who], signal.SIGKILL)
        self.pids[who] = await self.nurseries[who].start()

    async def all_answered(self) -> int:
        """Let nobody ask any more, wait for all answers, and return how many came twice."""
        self.enough.set()
        wanted = {_place(one) for one in self.crowd.asked}
        until = time.monotonic() + PATIENCE_SECONDS + len(wanted)
        while (wanted - self._noted().keys() or self._waiting()) and time.monotonic() < until:  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.1)
        answers = self._noted()
        assert (wanted - answers.keys(), self._waiting()) == (set(), [])
        for (chat, message), reply in answers.items():  # each chat in its order
            assert all(
                (int(message) < int(other)) == (reply < later)
                for (place, other), later in answers.items()
                if place == chat and other != message
            )
        said = sum(len(self.telegram.replies(person)) for person in self.crowd.people)
        return said - len(wanted)

    def _noted(self) -> dict[tuple[str, str], int]:
        """Return which message answers each that was asked, by chat and message."""
        with self.servers.connect() as connection:
            rows = connection.execute("SELECT chat, message, reply FROM turns WHERE reply <> ''")
            return {(str(chat), str(message)): int(str(reply)) for chat, message, reply in rows}

    def _waiting(self) -> list[tuple[object, ...]]:
        """Return what is not done, and which replica has it."""
        with self.servers.connect() as connection:
            return connection.execute(
                "SELECT number, lane, tries, owner FROM inbox WHERE body IS NOT NULL"
            ).fetchall()


@asynccontextmanager
async def drill(
    tmp_path: Path, articles: Path, telegram: Telegram, commands: Path
) -> AsyncIterator[Drill]:
    """Yield three replicas that serve, the last of them through a gate to the database."""
    found = programs()
    if found is None or not (found / "pg_basebackup").exists():
        pytest.skip(MISSING)
    chance = random.Random(SEED)  # noqa: S311 - the same moments every time
    people = [telegram.person(f"P{n}", language_code="en", started=True) for n in range(PEOPLE)]
    crowd = Crowd(people, chance)
    telegram.subscribe(crowd.note)
    async with AsyncExitStack() as stack:
        servers = stack.enter_context(pair(found))
        gate = await stack.enter_async_context(gated(servers.url))
        base_url = await stack.enter_async_context(serve(telegram))
        hook, ports = free_port(), [free_port() for _ in range(REPLICAS)]
        await stack.enter_async_context(balancing(hook, ports))
        nurseries, pids = [], []
        for number, port in enumerate(ports):
            url = gate.url if number == REPLICAS - 1 else servers.url
            variables = {
                "YOUJU_TELEGRAM_TOKEN": telegram.token,
                "YOUJU_BOT_API_URL": base_url.removesuffix("/bot"),
                "YOUJU_ARTICLES": str(articles),
                "YOUJU_DATA": str(tmp_path / f"data{number}"),
                "YOUJU_DATABASE_URL": url.secret,
                "YOUJU_LEASE_SECONDS": str(LEASE_SECONDS),
                "YOUJU_LISTEN": f"127.0.0.1:{port}",
                "YOUJU_WEBHOOK_URL": f"http://127.0.0.1:{hook}/hook",
                "YOUJU_WEBHOOK_SECRET": SECRET,
                "YOUJU_QUESTIONS_PER_MINUTE": "100000",
                "YOUJU_LOG_LEVEL": "ERROR",
            }
            home = tmp_path / f"home{number}"
            home.mkdir()
            bots = await stack.enter_async_context(nursery(home, variables, commands))
            nurseries.append(bots)
            pids.append(await nurseries[-1].start())
        await telegram.wait_for("getMyCommands", REPLICAS)  # what each does once it receives
        enough = asyncio.Event()
        asking = asyncio.create_task(crowd.ask(enough))
        try:
            yield Drill(nurseries, pids, servers, telegram, crowd, gate, chance, enough)
        finally:
            enough.set()
            await asking
            for bots, pid in zip(nurseries, pids, strict=True):
                await bots.end(pid, signal.SIGTERM)


async def test_replicas_that_are_killed_lose_nothing(
    tmp_path: Path, articles: Path, telegram: Telegram, commands: Path, pytestconfig: pytest.Config
) -> None:
    """Whenever it comes, each question is answered, in the order of its chat."""
    kills = pytestconfig.getoption("kills")
    async with drill(tmp_path, articles, telegram, commands) as replicas:
        for _ in range(kills):
            await asyncio.sleep(replicas.chance.uniform(0.2, 2.0))
            await replicas.kill()
        twice = await replicas.all_answered()
    _tell(f"{kills} replicas killed", replicas, twice, kills)


async def test_a_database_that_fails_over_loses_nothing(
    tmp_path: Path, articles: Path, telegram: Telegram, commands: Path, pytestconfig: pytest.Config
) -> None:
    """The primary is killed and its standby promoted: all goes on by itself."""
    failovers = max(1, pytestconfig.getoption("kills") // FAILOVERS)
    async with drill(tmp_path, articles, telegram, commands) as replicas:
        for _ in range(failovers):
            await asyncio.sleep(replicas.chance.uniform(0.5, 2.0))
            await asyncio.to_thread(replicas.servers.fail_over)
            await asyncio.to_thread(replicas.servers.make_good)
        twice = await replicas.all_answered()
    _tell(f"{failovers} primaries killed", replicas, twice, failovers)


async def test_a_replica_that_cannot_reach_the_database_answers_nothing(
    tmp_path: Path, articles: Path, telegram: Telegram, commands: Path, pytestconfig: pytest.Config
) -> None:
    """What it had another one answers; when it reaches the database, it serves on by itself."""
    seconds = max(2 * LEASE_SECONDS, pytestconfig.getoption("kills") / 2)
    async with drill(tmp_path, articles, telegram, commands) as replicas:
        await asyncio.sleep(2.0)
        replicas.gate.close()
        await asyncio.sleep(seconds)
        replicas.gate.open()
        async with patience():
            while _replicas_in(replicas.servers) < REPLICAS:  # noqa: ASYNC110 - as it comes back
                await asyncio.sleep(0.1)
        twice = await replicas.all_answered()
    _tell(f"one replica out of reach for {seconds:.0f} s", replicas, twice)


async def test_a_replica_that_stood_still_says_nothing_afterwards(
    tmp_path: Path, articles: Path, telegram: Telegram, commands: Path
) -> None:
    """Its machine was suspended, say: what it was about to answer another one has answered."""
    async with drill(tmp_path, articles, telegram, commands) as replicas:
        await asyncio.sleep(2.0)
        os.kill(replicas.pids[0], signal.SIGSTOP)
        await asyncio.sleep(2 * LEASE_SECONDS)
        os.kill(replicas.pids[0], signal.SIGCONT)
        async with patience():
            while _replicas_in(replicas.servers) < REPLICAS:  # noqa: ASYNC110 - as it comes back
                await asyncio.sleep(0.1)
        twice = await replicas.all_answered()
    _tell("one replica stood still", replicas, twice)


def _replicas_in(servers: Pair) -> int:
    with servers.connect() as connection:
        row = connection.execute(
            "SELECT count(*) FROM leases WHERE name LIKE 'replica:%' "
            "AND until > extract(epoch FROM clock_timestamp())"
        ).fetchone()
        return int(str(row[0])) if row else 0


def _tell(what: str, replicas: Drill, twice: int, times: int = 1) -> None:
    """Look that no more came twice than was on its way, and tell what was seen."""
    # Ended between Telegram's yes and our note: of each chat one answer is on its way then.
    assert 0 <= twice <= times * PEOPLE
    asked, longest = len(replicas.crowd.asked), replicas.crowd.longest
    print(f"{what}: {asked} asked, all answered, {twice} twice, the longest after {longest:.1f} s")


def _place(asked: Delivery) -> tuple[str, str]:
    message = asked.message or {}
    return str(message["chat"]["id"]), str(message["message_id"])
