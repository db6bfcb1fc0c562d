"""What happens to a knowledge base when the disk says no?

Each case runs in a process of its own: it gives up rights or room that it does not get back.
"""

import asyncio
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from knowledge import Folder, KnowledgeBase, Progress, StoreError
from knowledge.runtime.progress import quiet

NOBODY = 65534
OLD, NEW = "藍牙道釘離停車框兩米。", "藍牙道釘離停車框三米。"
MANY = "\n\n".join(f"第{number}段說的是第{number * 7919 % 1000}件別的事。" for number in range(600))


@pytest.fixture
def home() -> Iterator[Path]:
    """Yield a folder that other users may enter; pytest's own folders are private."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    for folder in path.rglob("*"):
        folder.chmod(0o755)
    shutil.rmtree(path)


def apart(case: Callable[[Path], Awaitable[list[str]]], home: Path) -> list[str]:
    """Run a case in another process and return what it saw."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, case, home).result()


def _run(case: Callable[[Path], Awaitable[list[str]]], home: Path) -> list[str]:
    async def run() -> list[str]:
        return await case(home)

    return asyncio.run(run())


def _shelf(home: Path, sentence: str, more: str = "") -> Folder:
    folder = home / "articles"
    folder.mkdir(exist_ok=True)
    (folder / "lamp.txt").write_text(f"路燈\n\n{sentence}\n\n{more}", "utf-8")
    return Folder(folder)


async def _tried(base: KnowledgeBase, shelf: Folder, progress: Progress = quiet) -> str:
    try:
        return f"version {(await base.reload(shelf, progress)).version}"
    except StoreError as error:
        return str(error)


async def _quote(base: KnowledgeBase) -> str:
    return (await base.ask("藍牙道釘離停車框幾米")).citations[0].quote


@asynccontextmanager
async def _filled(home: Path) -> AsyncIterator[KnowledgeBase]:
    async with await KnowledgeBase.open(home / "data") as base:
        await base.reload(_shelf(home, OLD))
        await base.ask("藍牙道釘")  # loads what is loaded late, while the interpreter can be read
        yield base


def _read_only(home: Path) -> None:
    """Take away the right to write; root could write all the same, so it becomes nobody."""
    for path in sorted(home.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    home.chmod(0o555)
    if os.getuid() == 0:
        os.setuid(NOBODY)


def _leave_room(bytes_in_a_file: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_in_a_file, resource.RLIM_INFINITY))


async def _opened_read_only(home: Path) -> list[str]:
    async with _filled(home):
        pass
    shutil.rmtree(home / "data" / "index")
    _read_only(home)
    seen = []
    for data in (home / "data", home / "new"):
        try:
            await KnowledgeBase.open(data)
        except StoreError as error:
            seen.append(str(error))
    return seen


async def _turned_read_only(home: Path) -> list[str]:
    async with _filled(home) as base:
        shelf = _shelf(home, NEW)
        _read_only(home)
        return [await _tried(base, shelf), await _quote(base)]


async def _full_database(home: Path) -> list[str]:
    async with _filled(home) as base:
        before = await base.catalogue.counts()
        shelf = _shelf(home, NEW, MANY)
        _leave_room((home / "data" / "youju.db-wal").stat().st_size + 4096)
        seen = [await _tried(base, shelf), await _quote(base)]
        assert await base.catalogue.counts() == before
        assert await base.catalogue.version() == 1
        return seen + await _with_room_again(base, shelf)


async def _full_index(home: Path) -> list[str]:
    def fill(what: str, _done: int, _total: int) -> None:
        if what == "indexing":  # the database has committed
            _leave_room(1000)

    async with _filled(home) as base:
        shelf = _shelf(home, NEW, MANY)
        seen = [await _tried(base, shelf, fill), await _quote(base)]
        return seen + await _with_room_again(base, shelf)


async def _with_room_again(base: KnowledgeBase, shelf: Folder) -> list[str]:
    _leave_room(resource.RLIM_INFINITY)
    seen = [await _tried(base, shelf), await _quote(base)]
    assert (await base.catalogue.counts())[1] == 601
    assert (await base.ask("第599段")).citations[0].quote.startswith("第599段")
    return seen


def test_a_read_only_folder_cannot_be_opened(home: Path) -> None:
    """Neither a folder that needs its index rebuilt nor a new one; the remedy is told."""
    seen = apart(_opened_read_only, home)
    assert len(seen) == 2
    assert all("writable" in sentence for sentence in seen)
    assert all("\n" not in sentence for sentence in seen)


def test_a_folder_that_turns_read_only_keeps_answering(home: Path) -> None:
    """A reload fails with one sentence; questions go on with the old articles."""
    problem, quote = apart(_turned_read_only, home)
    assert "make the data folder writable" in problem
    assert quote == OLD


def test_a_disk_that_is_full_for_the_database_loses_nothing(home: Path) -> None:
    """The reload fails with one sentence and changes nothing; with room again it succeeds."""
    problem, quote, later, now = apart(_full_database, home)
    assert "try again" in problem
    assert "\n" not in problem
    assert (quote, later, now) == (OLD, "version 2", NEW)


def test_a_disk_that_is_full_for_the_index_loses_nothing(home: Path) -> None:
    """The old index answers from the old rows until there is room for the new one."""
    problem, quote, later, now = apart(_full_index, home)
    assert "free some space" in problem
    assert "\n" not in problem
    assert (quote, later, now) == (OLD, "version 2", NEW)
