"""How much disk does a passage take, and what would ten or a hundred million take?

`python -m benchmarks sizes FOLDER` looks into a data folder (`YOUJU_DATA`) with its database in a
file. Invariant: what is told of larger bodies is computed from the bytes that lie there; of kept
versions nothing counts, since they share their files with the live one until articles change.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from benchmarks.sets import DataError
from knowledge import KnowledgeBase

DATABASE, INDEX = "youju.db", "index"
PARTS = {  # of the index, by the ends of the names of its files
    "postings and terms": (".idx", ".term", ".pos"),
    "what is quoted": (".store",),
    "lengths and numbers": (".fieldnorm", ".fast", ".del"),
    "profiles": ("profiles",),
}
BODIES = {"10 million": 10_000_000, "100 million": 100_000_000}
GIGABYTE = 10**9


def lines(data: Path) -> Iterator[str]:
    """Yield a line for each part of a data folder, and one for all of it."""
    if not (data / DATABASE).is_file():
        raise DataError(f"{data}: no {DATABASE} here: name a data folder that a bot has filled")
    passages = asyncio.run(_passages(data))
    if not passages:
        raise DataError(f"{data}: no passages: reload first")
    files = list((data / INDEX).iterdir())
    parts = {"database": _bytes([data / DATABASE])}
    for name, ends in PARTS.items():
        parts[name] = _bytes([file for file in files if file.name.endswith(ends)])
    yield f"{passages:,} passages"
    for name, size in (*parts.items(), ("all", sum(parts.values()))):
        yield _told(name, size, passages)


async def _passages(data: Path) -> int:
    async with await KnowledgeBase.open(data) as base:
        return (await base.catalogue.counts())[1]


def _bytes(files: list[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def _told(name: str, size: int, passages: int) -> str:
    """Return a line on a part.

    >>> _told("profiles", 6_450_000, 10_000)
    'profiles: 645 bytes a passage; 6.5 GB for 10 million, 64.5 GB for 100 million'
    """
    each = size / passages
    larger = ", ".join(f"{each * n / GIGABYTE:,.1f} GB for {body}" for body, n in BODIES.items())
    return f"{name}: {each:,.0f} bytes a passage; {larger}"
