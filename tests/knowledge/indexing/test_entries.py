import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import pytest

from knowledge.indexing.entries import MANY, Batch, _begun, _taken, entries, made_by
from knowledge.indexing.entry import Entry, entry
from tests.knowledge.passages import passage_of
from tests.patience import patience

PASSAGES = [passage_of(n, n, f"第{n}盞路燈。 Lamp {n}.", "路燈", "") for n in range(1, 8)]


async def batches() -> AsyncIterator[Batch]:
    """Yield the passages, two at a time."""
    for at in range(0, len(PASSAGES), 2):
        yield PASSAGES[at : at + 2]


async def made(processes: int, cache: Path) -> list[Entry]:
    """Return all entries."""
    return [one async for batch in entries(batches(), processes, cache) for one in batch]


def same(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    """Tell whether two rows of entries are alike."""
    return [(e[:3], e.profile.numbers.tolist()) for e in one] == [
        (e[:3], e.profile.numbers.tolist()) for e in other
    ]


@pytest.mark.parametrize("processes", [0, 2])
async def test_entries_are_the_same_whoever_makes_them(processes: int, tmp_path: Path) -> None:
    """Other processes make what this one makes, in the order of the passages."""
    assert same(await made(processes, tmp_path), [entry(passage) for passage in PASSAGES])


async def test_processes_that_are_stopped_lose_nothing() -> None:
    """Where the system ends the processes, the rest is made here."""
    stopped: asyncio.Future[list[Entry]] = asyncio.get_running_loop().create_future()
    stopped.set_exception(BrokenProcessPool())
    found = await _taken(PASSAGES, stopped)
    assert same(list(found), [entry(passage) for passage in PASSAGES])


async def test_nothing_is_begun_by_processes_that_are_stopped() -> None:
    """Then the batch is made here when its turn comes."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        with pytest.raises(BrokenProcessPool):
            pool.submit(os._exit, 1).result()
        begun = _begun(PASSAGES, pool)
    assert begun is None
    assert same(list(await _taken(PASSAGES, begun)), [entry(passage) for passage in PASSAGES])


BEARER = """
import asyncio, multiprocessing, sys
from pathlib import Path
from knowledge.indexing.entries import entries
from tests.patience import patience
from tests.knowledge.indexing.test_entries import batches

async def main():
    async for _ in entries(batches(), 2, Path(sys.argv[1])):
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_processes_end_with_the_one_that_bore_them(tmp_path: Path) -> None:
    """Killed in the middle of a reload, the bot leaves nobody behind who waits for ever."""
    bearer, project = tmp_path / "bearer.py", Path(__file__).parents[3]
    bearer.write_text(BEARER)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(bearer),
        str(tmp_path),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(project)},
    )
    assert process.stdout
    children = [int(number) for number in (await process.stdout.readline()).split()]
    process.kill()
    await process.wait()
    assert len(children) == 2
    async with patience():
        while any(map(_lives, children)):  # noqa: ASYNC110 - nobody tells when another process ends
            await asyncio.sleep(0.05)


def _lives(process: int) -> bool:
    """Tell whether a process runs; one that ended and was not asked for yet does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_few_passages_need_no_processes() -> None:
    """A reload of some articles starts nothing; thousands of passages use the cores."""
    assert made_by(MANY - 1) == 0
    assert made_by(MANY) != 1
