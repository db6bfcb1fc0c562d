"""Does the index hold what the database holds?

Invariant: after `follow` it does. The next version is written into a copy beside the live index and
takes its place once the database has it; an index that is missing, damaged or made by other rules
is built anew there. The folders of the last versions are kept: their files never change, so a copy
is a folder of hard links, and going back to one is exchanging folders.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from knowledge.indexing.entries import entries, made_by
from knowledge.indexing.entry import Entry
from knowledge.indexing.index import KeywordIndex, Writing, distrust
from knowledge.indexing.port import IndexUnusableError
from knowledge.indexing.schema import State
from knowledge.indexing.snapshot import TantivySnapshot
from knowledge.model.errors import ReloadRunningError, StoreError
from knowledge.model.passage import IndexedPassage
from knowledge.model.version import KEPT_VERSIONS
from knowledge.runtime.exclusive import Exclusive
from knowledge.runtime.fingerprint import fingerprint
from knowledge.runtime.priority import Priority
from knowledge.runtime.progress import Progress, quiet
from knowledge.runtime.threads import in_thread
from knowledge.storage.articles import ArticleStore
from knowledge.storage.versions import VersionStore

PATIENCE_SECONDS = 600.0  # for another process to finish its reload first
OWN_FILES = ".tantivy"  # how the names of the index's lock files begin: they belong to one folder


def processing() -> str:
    """Return the fingerprint of the rules that turn passages into the index."""
    return fingerprint("knowledge.indexing.entry", "knowledge.indexing.index")


class LiveIndex:
    """The keyword index of a body of articles, kept in a folder."""

    def __init__(
        self,
        folder: Path,
        articles: ArticleStore,
        versions: VersionStore,
        priority: Priority,
        exclusive: Exclusive,
    ) -> None:
        self._folder = folder
        self._beside = folder.with_suffix(".new")
        self._kept = folder.with_suffix(".versions")
        self._articles = articles
        self._versions = versions
        self._priority = priority
        self._exclusive = exclusive
        self._index: KeywordIndex | None = None
        self._behind = False  # it could not follow the database when it should have

    def snapshot(self) -> TantivySnapshot:
        """Return the index as it is now; raise IndexUnusableError if it was damaged meanwhile."""
        if self._index is None:
            raise IndexUnusableError(f"{self._folder}: not open")
        return self._index.snapshot()

    async def current(self) -> TantivySnapshot:
        """Return the index as it is now, built anew if it was damaged meanwhile.

        One that could not follow the database, for a full disk perhaps, tries again first.
        """
        if self._behind:
            with suppress(StoreError, OSError, ReloadRunningError):
                async with self._exclusive.held():
                    await self.follow(quiet)
        try:
            return self.snapshot()
        except IndexUnusableError:
            await self.ensure(quiet)
            return self.snapshot()

    async def keep_up(self, progress: Progress) -> None:
        """Follow the database; raise ReloadRunningError while this data folder is being changed."""
        async with self._exclusive.held():
            await self.follow(progress)

    async def ensure(self, progress: Progress) -> None:
        """Have the index hold the database's version; wait for another process that sees to it."""
        if not await self.is_current():
            async with self._exclusive.held(PATIENCE_SECONDS):
                await self.follow(progress)

    def distrust(self) -> None:
        """Have the index rebuilt by the next `follow`: a question found damage in it."""
        self._index = None
        distrust(self._folder)

    async def is_current(self) -> bool:
        """Tell whether the index holds the database's version by today's rules."""
        state = self._state()
        return state == State(processing(), *await self._articles.version_and_moves())

    async def follow(self, progress: Progress) -> None:
        """Bring the index to the version of the database, and to where its articles stand."""
        try:
            await self._follow(progress)
        except BaseException:
            self._behind = True
            raise
        self._behind = False

    async def _follow(self, progress: Progress) -> None:
        now = State(processing(), *await self._articles.version_and_moves())
        self._bring_back()
        state = self._state()
        if state is None or not _leads_to(state, now):
            await self._rebuild(now, progress)
            return
        version = now.version
        if state.version < version and self._index and not await self._returned(now):
            await self._write(
                self._index,
                replace(now, moves=state.moves),
                await self._articles.ended(state.version, version),
                self._articles.begun(state.version, version),
                expected=await self._articles.count_begun(state.version, version),
                progress=progress,
            )
        await self._follow_moves(now, progress)

    async def _follow_moves(self, to: State, progress: Progress) -> None:
        """Write the passages anew of articles that have got another id or file."""
        state = self._state()
        if self._index is None or state is None or state.moves >= to.moves:
            return
        await self._write(
            self._index,
            to,
            await self._articles.moved(state.moves),
            self._articles.moved_passages(state.moves),
            expected=0,
            progress=progress,
        )

    async def prepare(
        self,
        version: int,
        ended: Iterable[int],
        begun: AsyncIterable[list[IndexedPassage]],
        *,
        expected: int,
        progress: Progress,
    ) -> TantivySnapshot:
        """Write a version beside the live one and return it.

        `begun` are the passages that it adds, about as many as expected; they may still come, and
        meanwhile the entries of those that have come are made.
        """
        await asyncio.to_thread(_copy, self._folder, self._beside)
        index = KeywordIndex(self._beside)
        state = replace(index.snapshot().state, version=version)
        await self._write(index, state, ended, begun, expected=expected, progress=progress)
        return index.snapshot()

    def adopt(self) -> None:
        """Put what was prepared in the place of the live index, and keep that one."""
        state = self._state()
        self._index = None
        if state:
            self._keep(state.version)
        self._beside.rename(self._folder)
        self._index = KeywordIndex(self._folder)

    async def forget_versions(self, before: int) -> None:
        """Delete the kept indexes of versions before one, and what else lies beside them."""
        await asyncio.to_thread(_forget, self._kept, before)

    async def _returned(self, to: State) -> bool:
        """Go back to the kept index of an earlier version with the same articles, if any."""
        for same in await self._versions.same(to.version):
            kept = self._kept / str(same)
            with suppress(IndexUnusableError, OSError):
                state = KeywordIndex(kept).snapshot().state
                if state != replace(to, version=same, moves=state.moves):
                    continue
                await asyncio.to_thread(_copy, kept, self._beside)
                now = replace(state, version=to.version)
                async with in_thread(KeywordIndex(self._beside).writing(now)):
                    pass
                self.adopt()
                return True
        return False

    async def _rebuild(self, state: State, progress: Progress) -> None:
        index = await asyncio.to_thread(KeywordIndex.create, self._beside, State(processing(), 0))
        begun, expected = self._articles.begun(0, state.version), (await self._articles.counts())[1]
        await self._write(index, state, (), begun, expected=expected, progress=progress)
        self._index = None
        old = self._folder.with_suffix(".old")
        shutil.rmtree(old, ignore_errors=True)
        if self._folder.exists():
            self._folder.rename(old)
        self._beside.rename(self._folder)
        shutil.rmtree(old, ignore_errors=True)
        self._index = KeywordIndex(self._folder)

    async def _write(
        self,
        index: KeywordIndex,
        state: State,
        ended: Iterable[int],
        begun: AsyncIterable[list[IndexedPassage]],
        *,
        expected: int,
        progress: Progress,
    ) -> None:
        done, made = 0, entries(begun, made_by(expected), self._folder.parent)
        async with in_thread(index.writing(state)) as writing:
            writing.remove(ended)
            async for batch in made:
                done += await asyncio.to_thread(self._add, writing, batch)
                progress("indexing", done, max(expected, done))

    def _add(self, writing: Writing, batch: Iterable[Entry]) -> int:
        """Add the entries of a batch, made now or before, and return how many there were."""
        count = 0
        for entry in batch:
            self._priority.step_aside()
            writing.add([entry])
            count += 1
        return count

    def _keep(self, version: int) -> None:
        kept = self._kept / str(version)
        shutil.rmtree(kept, ignore_errors=True)
        self._kept.mkdir(exist_ok=True)
        self._folder.rename(kept)

    def _bring_back(self) -> None:
        """Take the last kept index where a crash came between taking one away and putting one."""
        if not self._folder.exists():
            kept = max(_numbered(self._kept), default=None)
            if kept is not None:
                (self._kept / str(kept)).rename(self._folder)

    def _state(self) -> State | None:
        try:
            if self._index is None:
                self._index = KeywordIndex(self._folder)
            return self._index.snapshot().state
        except IndexUnusableError:
            self._index = None
            return None


def discard(folder: Path) -> None:
    """Delete an index and its kept versions: the database is another one from now on."""
    distrust(folder)  # at once, for processes that have it open
    for gone in (folder, folder.with_suffix(".new"), folder.with_suffix(".versions")):
        shutil.rmtree(gone, ignore_errors=True)


def _leads_to(state: State, now: State) -> bool:
    """Tell whether all rows are there still that an index of a state must see to be up to date."""
    same = (state.processing, state.history) == (now.processing, now.history)
    behind = now.version - state.version
    return same and 0 <= behind <= KEPT_VERSIONS + 1 and state.moves <= now.moves


def _copy(folder: Path, copy: Path) -> None:
    """Make a copy of an index: its files are replaced and deleted, never changed, so links do."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for file in folder.iterdir():
        if file.name.startswith(OWN_FILES):
            continue
        try:
            os.link(file, copy / file.name)
        except OSError:  # a file system without hard links
            shutil.copyfile(file, copy / file.name)


def _numbered(folder: Path) -> list[int]:
    """Return the versions whose indexes are kept in a folder."""
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return [int(name) for name in names if name.isdecimal()]


def _forget(folder: Path, before: int) -> None:
    for version in _numbered(folder):
        if version < before:
            shutil.rmtree(folder / str(version), ignore_errors=True)
