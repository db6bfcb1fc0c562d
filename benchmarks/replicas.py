"""What do three replicas behind a balancer bear, and how soon do they answer from what is new?

`python -m benchmarks replicas --url postgresql://…` asks one process with a file and three replicas
with a server by turns, 30 a second, both by webhook, the replicas through Caddy. Then thousands of
articles are reloaded beside the replicas, and one more replica begins with nothing. Invariant: both
are asked the same in the same run; what was asked is counted in the database.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import (
    PROJECT,
    SECRET,
    SEEDS,
    STEADY,
    WARM,
    Load,
    free_port,
    people,
    percentile,
    running,
)
from benchmarks.machine import described
from benchmarks.progress import tell
from benchmarks.reload import write_files
from benchmarks.sets import SEED, DataError
from knowledge import KnowledgeBase, PostgresUrl
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.port import IndexUnusableError
from knowledge.storage.engine import open_database

REPLICAS = 3
ROUNDS = 3
ASKERS = 60  # each of them asks every two seconds: a chat gets no more than one a second
PATIENCE_SECONDS = 600.0
LOOK_SECONDS = 0.05
COUNTED = """
    SELECT count(*), sum(CASE WHEN CAST(reply AS BIGINT) < before THEN 1 ELSE 0 END)
    FROM (SELECT reply, lag(CAST(reply AS BIGINT)) OVER (
          PARTITION BY chat ORDER BY CAST(message AS BIGINT)) AS before
          FROM turns WHERE reply <> '') AS answered
"""
CADDYFILE = """
{{
    admin off
    auto_https off
    log default {{
        level ERROR
    }}
}}
http://127.0.0.1:{port} {{
    reverse_proxy {replicas} {{
        lb_policy round_robin
        lb_try_duration 5s
        lb_try_interval 100ms
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """An empty database, the balancer, and how much is done."""

    url: PostgresUrl
    caddy: str
    seconds: float = 20.0
    articles: int = 10_000


def found_caddy(named: str | None) -> str:
    """Return Caddy's program; raise DataError if it is not there."""
    found = shutil.which(named or "caddy")
    if found is None:
        raise DataError(f"{named or 'caddy'}: not found: install Caddy, or name it with --caddy")
    return found


def lines(plan: Plan) -> Iterator[str]:
    """Measure and yield lines."""
    yield f"{described()}; {STEADY:.0f} a second by webhook, {ROUNDS} rounds of {plan.seconds} s"
    with tempfile.TemporaryDirectory(prefix="youju-replicas-") as folder:
        home = Path(folder)
        yield from _asked(plan, home)
        yield from _reloaded(plan, home)


def _asked(plan: Plan, home: Path) -> Iterator[str]:
    with ExitStack() as stack:
        alone = stack.enter_context(_one_process(home / "alone"))
        together = stack.enter_context(_behind_a_balancer(plan, home))
        bots, times = (alone, together), dict[str, list[list[float]]]()
        for bot in bots:
            bot.at_once(WARM)
        for number in range(ROUNDS):
            for bot in bots:
                tell(f"{bot.name}, round {number + 1} of {ROUNDS}")
                bot.milliseconds = []
                bot.steadily(plan.seconds)
                times.setdefault(bot.name, []).append(bot.times())
        for name, rounds in times.items():
            middle = [percentile(column, 50) for column in zip(*rounds, strict=True)]
            yield f"{name}: p50 {middle[0]:.1f} ms, p95 {middle[1]:.1f}, p99 {middle[2]:.1f}"
        asked = WARM + int(ROUNDS * plan.seconds * STEADY)
        doubled = together.crowd.order("doubled")["doubled"]
        answered, late = asyncio.run(counted(plan.url))
        yield (
            f"three replicas: {asked} asked, {answered} answered, {asked - answered} lost, "
            f"{doubled} twice, {late} out of order"
        )


def _reloaded(plan: Plan, home: Path) -> Iterator[str]:
    """Reload beside replicas, and begin with nothing beside what was reloaded."""
    shelf = home / "articles"
    with ExitStack() as stack:
        stack.enter_context(_behind_a_balancer(plan, home))
        write_files(shelf, plan.articles, SEED)
        before = _versions(home)
        began = time.perf_counter()
        variables = {**_variables(plan, home / "shell"), "YOUJU_ARTICLES": str(shelf)}
        tell(f"reloading {plan.articles} articles")
        subprocess.run(
            [sys.executable, "-m", "bot", "reload", "--force"],
            cwd=PROJECT,
            env={**os.environ, **variables},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        reloaded = time.perf_counter() - began
        seconds = []
        for number in range(REPLICAS):
            while _version(home / f"data{number}") <= before[number]:
                if time.perf_counter() - began > PATIENCE_SECONDS:
                    raise DataError(f"replica {number} does not follow")
                time.sleep(LOOK_SECONDS)
            seconds.append(time.perf_counter() - began)
    shown = ", ".join(f"{one:.1f}" for one in seconds)
    yield (
        f"a reload of {plan.articles} articles by a shell: live after {reloaded:.1f} s, all "
        f"replicas answer from it after {shown} s"
    )
    tell("a newcomer")
    began = time.perf_counter()
    passages = asyncio.run(_opened(plan.url, home / "newcomer"))
    yield f"a new replica with {passages} passages: ready after {time.perf_counter() - began:.1f} s"


@contextmanager
def _one_process(data: Path) -> Iterator[Load]:
    with people() as crowd:
        address = f"127.0.0.1:{free_port()}"
        variables = {**_usual(crowd.base_url, crowd.token, address), "YOUJU_DATA": str(data)}
        with running([sys.executable, "-m", "bot", "run"], variables) as process:
            crowd.order("wait_for_webhook")
            crowd.order("askers", count=ASKERS)
            yield Load("one process, a file", crowd, process.pid)


@contextmanager
def _behind_a_balancer(plan: Plan, home: Path) -> Iterator[Load]:
    with ExitStack() as stack:
        crowd = stack.enter_context(people())
        ports, hook = [free_port() for _ in range(REPLICAS)], free_port()
        stack.enter_context(_balancer(plan.caddy, home, hook, ports))
        for number, port in enumerate(ports):
            variables = {
                **_usual(crowd.base_url, crowd.token, f"127.0.0.1:{port}"),
                **_variables(plan, home / f"data{number}"),
                "YOUJU_WEBHOOK_URL": f"http://127.0.0.1:{hook}/hook",
            }
            process = stack.enter_context(running([sys.executable, "-m", "bot", "run"], variables))
        crowd.order("wait_for_menus", count=REPLICAS)
        crowd.order("askers", count=ASKERS)
        yield Load("three replicas, a server, Caddy", crowd, process.pid)


def _usual(base_url: str, token: str, address: str) -> dict[str, str]:
    return {
        "YOUJU_TELEGRAM_TOKEN": token,
        "YOUJU_BOT_API_URL": base_url.removesuffix("/bot"),
        "YOUJU_ARTICLES": str(SEEDS),
        "YOUJU_QUESTIONS_PER_MINUTE": "100000",
        "YOUJU_LOG_LEVEL": "WARNING",
        "YOUJU_LISTEN": address,
        "YOUJU_WEBHOOK_URL": f"http://{address}/hook",
        "YOUJU_WEBHOOK_SECRET": SECRET,
        "YOUJU_MESSAGES_PER_SECOND": "100000",
    }


def _variables(plan: Plan, data: Path) -> dict[str, str]:
    return {"YOUJU_DATABASE_URL": plan.url.secret, "YOUJU_DATA": str(data)}


@contextmanager
def _balancer(caddy: str, home: Path, port: int, ports: Sequence[int]) -> Iterator[None]:
    file = home / "Caddyfile"
    replicas = " ".join(f"127.0.0.1:{one}" for one in ports)
    file.write_text(CADDYFILE.format(port=port, replicas=replicas), "utf-8")
    command = [caddy, "run", "--config", str(file), "--adapter", "caddyfile"]
    own: Mapping[str, str] = {"HOME": str(home), "XDG_DATA_HOME": str(home)}
    with running(command, own):
        yield


async def counted(url: PostgresUrl) -> tuple[int, int]:
    """Return how many were answered, and how many of them before an earlier one of their chat."""
    database = await open_database(url)
    try:
        row = await database.row(COUNTED)
        return (int(row[0]), int(row[1] or 0)) if row else (0, 0)
    finally:
        await database.close()


async def _opened(url: PostgresUrl, data: Path) -> int:
    """Open the articles with an empty data folder, and return how many passages there are."""
    async with await KnowledgeBase.open(data, url) as base:
        await base.ask("?")
        return (await base.catalogue.counts())[1]


def _versions(home: Path) -> list[int]:
    return [_version(home / f"data{number}") for number in range(REPLICAS)]


def _version(data: Path) -> int:
    """Return the version that a replica answers from, 0 while it is exchanged."""
    try:
        return KeywordIndex(data / "index").snapshot().state.version
    except IndexUnusableError:
        return 0
