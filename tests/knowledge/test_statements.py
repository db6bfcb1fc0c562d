"""What happens to a knowledge base when a statement of its database fails, whichever it is?"""

import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from knowledge import Folder, KnowledgeBase, KnowledgeError, NewFile
from tests.knowledge.storage.faults import Faults, faulty, looked_at

FIRST, OLD, NEW = (f"藍牙道釘離停車框{number}米。" for number in "一兩三")
QUESTION = "藍牙道釘離停車框幾米"
MOST = 200  # statements of a way; each has far fewer

Way = Callable[[KnowledgeBase, Path], Awaitable[object]]


def write(shelf: Path, sentence: str) -> Folder:
    """Write the article that is asked for."""
    (shelf / "lamp.txt").write_text(f"路燈\n\n{sentence}", "utf-8")
    return Folder(shelf)


async def reload(base: KnowledgeBase, shelf: Path) -> None:
    """Make an edited article live."""
    await base.reload(write(shelf, NEW))


async def roll_back(base: KnowledgeBase, _shelf: Path) -> None:
    """Go back to the version before."""
    if (await base.library.versions(1))[0].restores is None:
        await base.roll_back()


async def add(base: KnowledgeBase, shelf: Path) -> None:
    """Add an article."""
    file = NewFile("ferry.md", "# 渡輪\n\n夜渡輪免費。".encode())
    await base.editor.add(shelf, await base.editor.places_for(shelf, [file]), who="1")


async def back_up(base: KnowledgeBase, shelf: Path) -> None:
    """Write a backup."""
    await base.library.back_up(shelf.parent / "all.zip", shelf)


async def record(base: KnowledgeBase, _shelf: Path) -> None:
    """Note which articles are new."""
    await base.library.record_arrivals()


@pytest.mark.parametrize("way", [reload, roll_back, add, back_up, record])
async def test_any_statement_may_fail(
    way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says so, questions are answered meanwhile, and the next try succeeds."""
    made = tmp_path / "made"
    (made / "articles").mkdir(parents=True)
    async with await KnowledgeBase.open(made / "data") as base:
        for sentence in (FIRST, OLD):
            await base.reload(write(made / "articles", sentence))
    faults, hit = faulty(monkeypatch), 0
    for number in range(MOST):
        home = tmp_path / str(number)
        shelf = shutil.copytree(made, home) / "articles"
        async with await KnowledgeBase.open(home / "data") as base:
            hit += await _failing(faults, number, way(base, shelf))
            assert (await base.ask(QUESTION)).citations[0].quote
            await way(base, shelf)
            quote = (await base.ask(QUESTION)).citations[0].quote
            assert quote == _after(way)
            file = home / "data" / "youju.db"
            assert looked_at(file, "PRAGMA integrity_check") == [("ok",)]
            assert looked_at(file, "PRAGMA foreign_key_check") == []
        if hit <= number:
            break
    assert 0 < hit < MOST


def _after(way: Way) -> str:
    """Return what answers when a way has succeeded."""
    if way is reload:
        return NEW
    return FIRST if way is roll_back else OLD


async def _failing(faults: Faults, number: int, work: Awaitable[object]) -> bool:
    """Tell whether a statement failed of some work, which then says so, or goes on without."""
    faults.inject(number)
    with suppress(KnowledgeError):
        await work
    return not faults.clear()
