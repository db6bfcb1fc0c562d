"""What can one do with a body of articles? Open it, reload it, ask it, close it.

Invariant: the database is the truth and the index follows it. A question takes one snapshot of the
index and quotes the rows of that snapshot, so that it sees the articles as they were before a
reload or as they are after it, never a mixture; a reload that fails leaves them answered as before.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from knowledge import asking, profile, tokens
from knowledge.answer import Answer, Citation
from knowledge.errors import ReloadRunningError, StoreError
from knowledge.index import IndexUnusableError, Snapshot
from knowledge.live_index import KEPT_VERSIONS, LiveIndex
from knowledge.reloading import Difference, Folder, Progress, Report, difference
from knowledge.store.articles import ArticleStore
from knowledge.store.database import Database, make_folder
from knowledge.store.offers import OfferStore
from knowledge.store.shelf import Shelf
from knowledge.store.turns import TurnStore

PATIENCE_SECONDS = 600.0  # for another process to finish its reload before the index is opened


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody about progress."""


class KnowledgeBase:
    """Articles that can be asked. Make one with `await KnowledgeBase.open(folder)`.

    `articles`, `turns`, `shelf` and `offers` read and write the database directly.
    """

    def __init__(self, data: Path, database: Database) -> None:
        self.articles = ArticleStore(database)
        self.turns = TurnStore(database)
        self.shelf = Shelf(database)
        self.offers = OfferStore(database)
        self._database = database
        self._index = LiveIndex(data / "index", self.articles)
        self._lock = FileLock(data / "reload.lock", thread_local=False)
        self._changing = asyncio.Lock()

    @classmethod
    async def open(
        cls, data: Path, database_file: Path | None = None, progress: Progress = quiet
    ) -> Self:
        """Open the articles in a data folder, rebuilding the index if need be.

        The database is in the data folder too unless it is named. Raise StoreError if the folder or
        the database cannot be used.
        """
        make_folder(data)
        database = await Database.open(database_file or data / "youju.db")
        base = cls(data, database)
        try:
            await asyncio.to_thread(_warm_up, data)
            await base._mend(progress)
        except BaseException:
            await database.close()
            raise
        return base

    async def close(self) -> None:
        """Release the files."""
        await self._database.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def reload(self, folder: Folder, progress: Progress = quiet) -> Report:
        """Read what changed on disk and make it live.

        Raise ReloadRunningError while another reload runs, ArticlesMissingError if there is nothing
        to read, StoreError if the result cannot be stored. Questions are then answered as before;
        what the database took already goes live with the next reload or start.
        """
        started = time.perf_counter()
        async with self._alone(patience=0):
            known, live = await self.articles.files(), await self.articles.live()
            found = await asyncio.to_thread(difference, folder, known, live, progress)
            version = await self.articles.commit(found.changes)
            await self._index.follow(progress)
            await self.articles.forget_versions(version - KEPT_VERSIONS)
        return await self._report(found, version, time.perf_counter() - started)

    async def ask(self, question: str, after: str | None = None) -> Answer:
        """Answer a question, with the one asked just before, if any, to lean on."""
        try:
            return await asking.ask(question, after, await self._snapshot(), self.articles)
        except IndexUnusableError:  # damaged where opening it does not look
            self._index.distrust()
            return await asking.ask(question, after, await self._snapshot(), self.articles)

    async def cite(self, question: str, key: str) -> Citation | None:
        """Return the live passage of a key as a citation for a question; None if it is gone."""
        passage = await self.articles.passage(key)
        if passage is None:
            return None
        try:
            return asking.cite(question, passage, await self._snapshot())
        except IndexUnusableError:
            self._index.distrust()
            return asking.cite(question, passage, await self._snapshot())

    async def _report(self, found: Difference, version: int, seconds: float) -> Report:
        articles, passages = await self.articles.counts()
        return Report(
            version=version,
            added=found.added,
            changed=found.changed,
            removed=found.removed,
            rejected=found.rejected,
            articles=articles,
            passages=passages,
            seconds=seconds,
        )

    async def _snapshot(self) -> Snapshot:
        try:
            return self._index.snapshot()
        except IndexUnusableError:
            await self._mend(quiet)
            return self._index.snapshot()

    async def _mend(self, progress: Progress) -> None:
        if not await self._index.is_current():
            async with self._alone(PATIENCE_SECONDS):
                await self._index.follow(progress)

    @asynccontextmanager
    async def _alone(self, patience: float) -> AsyncIterator[None]:
        """Keep other reloads out, those of other processes too."""
        if patience == 0 and self._changing.locked():
            raise ReloadRunningError
        async with self._changing:
            try:
                await asyncio.to_thread(self._lock.acquire, timeout=patience)
                yield
            except Timeout:
                raise ReloadRunningError from None
            except OSError as error:
                remedy = "free some space on the disk or make the data folder writable"
                raise StoreError(f"{error}: {remedy}, then try again") from error
            finally:
                self._lock.release()


def _warm_up(data: Path) -> None:
    tokens.warm_up(data)
    profile.warm_up()
