"""Does the index hold what the database holds?

Invariant: after `follow` it does. An index that is missing, damaged or made by other rules is built
anew beside the old one and then takes its place; one that is behind gets only what it lacks.
"""

import asyncio
import shutil
from pathlib import Path

from knowledge.entry import entry
from knowledge.fingerprint import processing
from knowledge.index import IndexUnusableError, KeywordIndex, Snapshot, State, distrust
from knowledge.reloading import Progress
from knowledge.store.articles import ArticleStore

KEPT_VERSIONS = 1  # versions before the live one whose rows the database keeps


class LiveIndex:
    """The keyword index of a body of articles, kept in a folder."""

    def __init__(self, folder: Path, articles: ArticleStore) -> None:
        self._folder = folder
        self._articles = articles
        self._index: KeywordIndex | None = None

    def snapshot(self) -> Snapshot:
        """Return the index as it is now; raise IndexUnusableError if it was damaged meanwhile."""
        if self._index is None:
            raise IndexUnusableError(f"{self._folder}: not open")
        return self._index.snapshot()

    def distrust(self) -> None:
        """Have the index rebuilt by the next `follow`: a question found damage in it."""
        self._index = None
        distrust(self._folder)

    async def is_current(self) -> bool:
        """Tell whether the index holds the database's version by today's rules."""
        state = self._state()
        return state == State(processing(), await self._articles.version())

    async def follow(self, progress: Progress) -> None:
        """Bring the index to the version of the database."""
        version = await self._articles.version()
        state = self._state()
        behind = version - state.version if state else 0
        lost = not 0 <= behind <= KEPT_VERSIONS + 1  # rows that the index must see may be gone
        if state is None or state.processing != processing() or lost:
            await self._rebuild(version, progress)
        elif behind and self._index:
            await self._write(self._index, state.version, version, progress)

    async def _rebuild(self, version: int, progress: Progress) -> None:
        new, old = self._folder.with_suffix(".new"), self._folder.with_suffix(".old")
        index = KeywordIndex.create(new, State(processing(), 0))
        await self._write(index, 0, version, progress)
        self._index = None
        shutil.rmtree(old, ignore_errors=True)
        if self._folder.exists():
            self._folder.rename(old)
        new.rename(self._folder)
        shutil.rmtree(old, ignore_errors=True)
        self._index = KeywordIndex(self._folder)

    async def _write(
        self, index: KeywordIndex, since: int, version: int, progress: Progress
    ) -> None:
        total, done = (await self._articles.counts())[1], 0
        with index.writing(State(processing(), version)) as writing:
            writing.remove(await self._articles.ended(since, version))
            async for batch in self._articles.begun(since, version):
                await asyncio.to_thread(writing.add, map(entry, batch))
                done += len(batch)
                progress("indexing", done, max(total, done))

    def _state(self) -> State | None:
        try:
            if self._index is None:
                self._index = KeywordIndex(self._folder)
            return self._index.snapshot().state
        except IndexUnusableError:
            self._index = None
            return None
