import asyncio
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.reload import write_files
from benchmarks.sets import DataError
from benchmarks.sizes import DATABASE, PARTS, lines
from knowledge import Folder, KnowledgeBase


async def _fill(data: Path, articles: Path) -> None:
    write_files(articles, 3, 1)
    async with await KnowledgeBase.open(data) as base:
        await base.reload(Folder(articles))


def test_each_part_is_told_and_no_file_is_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Database, postings, quotes, numbers and profiles, and all of them together."""
    asyncio.run(_fill(tmp_path / "data", tmp_path / "articles"))
    assert main(["sizes", str(tmp_path / "data")]) == 0
    first, *told = capsys.readouterr().out.splitlines()
    assert first.endswith(" passages")
    names = [line.partition(": ")[0] for line in told]
    assert names == ["database", *PARTS, "all"]
    each = [int(line.split()[line.split().index("bytes") - 1].replace(",", "")) for line in told]
    assert abs(sum(each[:-1]) - each[-1]) <= len(each)  # rounded
    known = tuple(end for ends in PARTS.values() for end in ends)
    files = [file.name for file in (tmp_path / "data" / "index").iterdir()]
    rest = {name for name in files if not name.endswith(known)}
    assert rest <= {"meta.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"}


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    """What is no data folder, or has nothing in it, gets a sentence."""
    with pytest.raises(DataError, match=f"no {DATABASE} here"):
        list(lines(tmp_path))
    asyncio.run(_open(tmp_path))
    with pytest.raises(DataError, match="no passages: reload first"):
        list(lines(tmp_path))


async def _open(data: Path) -> None:
    await (await KnowledgeBase.open(data)).close()
