"""What does it cost to keep the database on a server?

`python -m benchmarks server --url postgresql://…` reads the same made articles into a file and into
an empty database on a server, then asks and remembers in both by turns. Invariant: only one works
at a time, and each round has both, so that what else the machine does weighs on both sides.
"""

import asyncio
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from benchmarks.numbers import percentile
from benchmarks.reload import DEEDS, THINGS, write_files
from benchmarks.sets import SEED, DataError
from bot.records.inbox import Received
from bot.records.records import Records
from bot.records.shared_inbox import SharedInbox
from bot.records.turns import Place, Turn
from knowledge import Folder, KnowledgeBase, PostgresUrl

ROUNDS, TIMES = 5, 100  # how often each is done in a round
LEASE_SECONDS = 600.0
WARMING = 20  # questions that are not counted
FILE, SERVER = "file", "server"

Work = Callable[[int], Awaitable[object]]


def lines(url: str, articles: int) -> Iterator[str]:
    """Yield what is measured, line by line."""
    with tempfile.TemporaryDirectory(prefix="youju-server-") as folder:
        yield from asyncio.run(_measured(Path(folder), PostgresUrl(url), articles))


async def _measured(home: Path, url: PostgresUrl, articles: int) -> list[str]:
    shelf = Folder(home / "articles")
    write_files(shelf.path, articles, SEED)
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    async with (
        await KnowledgeBase.open(home / FILE) as in_file,
        await KnowledgeBase.open(home / SERVER, url) as on_server,
    ):
        if await on_server.catalogue.version():
            raise DataError(f"{url}: has articles already: name a new database")
        bases = {FILE: in_file, SERVER: on_server}
        for name, base in bases.items():
            began = time.perf_counter()
            await base.reload(shelf)
            found[f"a reload of {articles} articles"][name].append(time.perf_counter() - began)
            for number in range(WARMING):
                await base.ask(_question(number))
        for _ in range(ROUNDS):
            for name, base in bases.items():
                for what, work in (await _works(base)).items():
                    found[what][name] += [await _seconds(work, number) for number in range(TIMES)]
    return [_told(what, seconds) for what, seconds in found.items()]


async def _works(base: KnowledgeBase) -> dict[str, Work]:
    """Return what is timed, by its name."""
    records = Records.beside(base, LEASE_SECONDS)
    if isinstance(records.inbox, SharedInbox):  # only a replica may have what is received
        records.inbox.come_back(await records.replicas.join("1"))

    async def remember(number: int) -> object:
        place = Place("1", "", "1", str(number))
        turn = Turn(place, time.time(), _question(number), (), "answered", ("key",))
        return await records.turns.put(turn)

    async def receive(number: int) -> object:
        return await records.inbox.put(time.time(), [Received(number, "1", "x" * 500)], [number])

    return {
        "a question": lambda number: base.ask(_question(number)),
        "what an update needs to know": lambda _: records.memory("1", "", Place("1", "", "1", "x")),
        "a turn remembered": remember,
        "an update received, until the disk has it": receive,
    }


def _question(number: int) -> str:
    chosen = random.Random(number)
    return f"{chosen.choice(THINGS)}什麼時候{chosen.choice(DEEDS)}{chosen.choice(THINGS)}？"


async def _seconds(work: Work, number: int) -> float:
    began = time.perf_counter()
    await work(number)
    return time.perf_counter() - began


def _told(what: str, seconds: dict[str, list[float]]) -> str:
    """Return a line on what was timed in both.

    >>> _told("a question", {"file": [0.001], "server": [0.0013]})
    'a question: file 1.00 ms (p95 1.00), server 1.30 ms (p95 1.30), × 1.30'
    """
    middle = {name: percentile(all_of_it, 50) for name, all_of_it in seconds.items()}
    told = ", ".join(
        f"{name} {1000 * middle[name]:.2f} ms (p95 {1000 * percentile(all_of_it, 95):.2f})"
        for name, all_of_it in seconds.items()
    )
    return f"{what}: {told}, × {middle[SERVER] / middle[FILE]:.2f}"
