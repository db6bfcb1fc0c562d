"""What is left when the process is killed at any moment of a reload or a rollback?"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge import KnowledgeBase
from knowledge.indexing.index import KeywordIndex
from knowledge.storage.articles import ArticleStore
from knowledge.storage.versions import VersionStore
from tests.patience import patience

PROJECT = Path(__file__).parents[2]
KILLS = 60
ROLLBACKS = 0.25  # share of what is killed that is no reload
BY_EVENT = 0.5  # share that is killed as it opens, links or renames a file, the others by the clock
LATE = 20  # events around the last one, when database and index change: half of the moments
# that are events are of these; a change that cleans up after a killed one has more than others
ARTICLES = 6
SEED = 20220305
OTHERS = {"reload.lock", "jieba.cache"}  # what else may lie in a data folder


class Nursery:
    """Starts reloads in real processes and kills them."""

    def __init__(self, process: asyncio.subprocess.Process, data: Path, shelf: Path) -> None:
        self._process = process
        self._paths = {"data": str(data), "articles": str(shelf)}

    async def let_live(self, what: str) -> tuple[float, int]:
        """Let a change come to its end; return its seconds and its events."""
        started = time.perf_counter()
        await self._order(what, 0)
        await self._word("go")
        events = await self._word("done")
        seconds = time.perf_counter() - started
        assert await self._word("ended") == 0
        return seconds, events

    async def kill(self, what: str, *, at: int = 0, after: float = 0.0) -> bool:
        """Kill a change at an event or after some seconds; tell whether it was still alive."""
        await self._order(what, at)
        pid = await self._word("go")
        if not at:
            await asyncio.sleep(after)
            with suppress(ProcessLookupError):  # it was faster
                os.kill(pid, signal.SIGKILL)
        return await self._word("ended") == -signal.SIGKILL

    async def _order(self, what: str, at: int) -> None:
        assert self._process.stdin
        order = json.dumps({**self._paths, "what": what, "at": at})
        self._process.stdin.write(f"{order}\n".encode())
        await self._process.stdin.drain()

    async def _word(self, expected: str) -> int:
        assert self._process.stdout
        async with patience():
            while True:
                word, number = (await self._process.stdout.readline()).split()
                if word == expected.encode():
                    return int(number)


@pytest.fixture
async def nursery(tmp_path: Path, shelf: Path) -> AsyncIterator[Nursery]:
    """Yield a nursery for this test's data and articles."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.knowledge.nursery",
        str(tmp_path),
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    yield Nursery(process, tmp_path / "data", shelf)
    assert process.stdin
    process.stdin.close()
    await process.wait()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a fresh start finds: the version, the one that a step back goes to, and the state."""

    version: int
    before: int
    state: str


def write(shelf: Path, state: int) -> None:
    """Write a state of the articles: every one says its number, and some come and go."""
    for number in range(ARTICLES):
        said = f"第{number}號燈塔的光照到{state}海里外。"
        (shelf / f"{number}.txt").write_text(f"第{number}號燈塔\n\n{said}\n\n別的話{number}。")
    rows = [
        {"id": f"l{n}", "title": f"渡輪{n}", "text": f"渡輪照到{state}海里。"} for n in range(3)
    ]
    (shelf / "lines.jsonl").write_text("\n".join(map(json.dumps, rows[: 1 + state % 3])))


async def look(data: Path) -> Seen:
    """Open what was left, hold it to its promises and return what it answers from."""
    async with await KnowledgeBase.open(data) as base:
        store = ArticleStore(base.database)
        assert await store.database.rows("PRAGMA integrity_check") == [("ok",)]
        assert await store.database.rows("PRAGMA foreign_key_check") == []
        version, (articles, passages) = await store.version(), await store.counts()
        snapshot = KeywordIndex(data / "index").snapshot()
        assert (snapshot.state.version, snapshot.passages) == (version, passages)
        told = [text.text for name in await store.live() if (text := await store.article(name))]
        for number in range(ARTICLES):
            first = (await base.ask(f"第{number}號燈塔的光照到多遠？")).citations[0]
            assert first.article.id == f"{number}.txt"
            told.append(first.quote)
        (state,) = {text.partition("照到")[2].partition("海里")[0] for text in told}
        assert articles == ARTICLES + 1 + int(state) % 3
        return Seen(version, await VersionStore(base.database).before(), state)


async def test_killed_at_any_moment_it_answers_from_one_of_two_worlds(
    nursery: Nursery, shelf: Path, tmp_path: Path
) -> None:
    """Old or new, never a mixture; database and index agree; the next reload succeeds."""
    data, chance = tmp_path / "data", random.Random(SEED)  # noqa: S311 - the same moments every time
    (shelf / "a.questions.jsonl").write_text('{"question": "第1號燈塔", "article": "1.txt"}')
    history, costs = {}, {}
    for state, what in enumerate(("reload", "reload", "rollback"), start=1):
        write(shelf, state)
        costs[what] = await nursery.let_live(what)
        seen = await look(data)
        history[seen.version] = seen.state
    kills, state, worlds = 0, 3, Counter[str]()
    while kills < KILLS:
        back = history.get(seen.before) if chance.random() < ROLLBACKS else None
        what, old, state = "rollback" if back else "reload", seen.state, state + 1
        write(shelf, state)
        seconds, events = costs[what]
        if chance.random() < BY_EVENT:
            first, last = chance.choice([(1, events), (events - LATE, events + LATE)])
            killed = await nursery.kill(what, at=chance.randint(max(1, first), last))
        else:
            killed = await nursery.kill(what, after=chance.uniform(0, seconds))
        seen = await look(data)
        assert seen.state in {old, back or str(state)}
        kills, history[seen.version] = kills + killed, seen.state
        worlds["new" if seen.state != old else "old"] += killed
    # Both worlds were met, or the moments say little.
    assert min(worlds["old"], worlds["new"]) >= KILLS // 20
    await nursery.let_live("reload")
    assert (await look(data)).state == str(state)
    left = {path.name for path in data.iterdir()}
    assert left <= {"youju.db", "youju.db-wal", "youju.db-shm", "index", "index.versions"} | OTHERS
