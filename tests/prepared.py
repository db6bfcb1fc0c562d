"""How does a test get a knowledge base of its own without making one?

As a copy. Making the tables and an index takes 0.1 s of a core and waits for the disk, copying them
a few milliseconds. Invariant: what is copied is never opened again.
"""

import asyncio
import shutil
from pathlib import Path

from knowledge import Folder, KnowledgeBase


class Prepared:
    """Data folders that have read some articles, each made when the first test asks for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[frozenset[tuple[str, bytes]], Path] = {}

    def data(self, articles: Path | None = None) -> Path:
        """Return a data folder that has read a folder of articles, or none, to be copied."""
        files = [file for file in articles.rglob("*") if file.is_file()] if articles else []
        contents = frozenset(
            (str(file.relative_to(articles or "")), file.read_bytes()) for file in files
        )
        if contents not in self._made:
            self._made[contents] = self._folder / str(len(self._made))
            asyncio.run(_make(self._made[contents], articles))
        return self._made[contents]


async def opened(data: Path, prepared: Path) -> KnowledgeBase:
    """Return an open knowledge base whose data folder is a copy of a prepared one."""
    await asyncio.to_thread(shutil.copytree, prepared, data)
    return await KnowledgeBase.open(data)


async def _make(data: Path, articles: Path | None) -> None:
    async with await KnowledgeBase.open(data) as base:
        if articles:
            report = await base.reload(Folder(articles))
            assert not report.rejected
