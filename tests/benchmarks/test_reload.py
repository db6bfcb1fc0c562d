import asyncio
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.reload import Latencies, ask_until, made, write_files
from knowledge import Folder, KnowledgeBase


def test_the_same_seed_makes_the_same_articles() -> None:
    """Anybody who measures has the same articles, and another seed makes others."""
    assert list(made(3, 1)) == list(made(3, 1))
    assert [p for _, p in made(3, 1)] != [p for _, p in made(3, 2)]


async def test_questions_come_until_the_work_is_done(tmp_path: Path) -> None:
    """Every question counts, those that fail too."""
    write_files(tmp_path / "articles", 3, 1)
    async with await KnowledgeBase.open(tmp_path / "data") as base:
        await base.reload(Folder(tmp_path / "articles"))
        asked = await ask_until(base, asyncio.sleep(0.2))
        assert (len(asked.seconds) > 1, asked.failed) == (True, 0)
    broken = await ask_until(base, asyncio.sleep(0.01))  # it is closed now
    assert broken.failed == len(broken.seconds)


def test_latencies_in_a_line() -> None:
    """Percentiles in milliseconds, and the failures."""
    told = Latencies([0.001, 0.002, 0.1], failed=1).told()
    assert told == "3 questions, 1 failed: p50 2.0, p95 100.0, p99 100.0, worst 100.0 ms"


def test_the_command_is_known() -> None:
    """`python -m benchmarks reload` needs no data."""
    with pytest.raises(SystemExit, match="0"):
        main(["reload", "--help"])
