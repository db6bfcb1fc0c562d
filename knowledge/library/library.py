"""How do articles become live, and how does one go back?

Invariant: the database is the truth and the index follows it. A reload prepares rows and index
beside the live ones, asks the golden questions there, and then makes both live; one that fails or
is killed leaves everything answered as before.
"""

import asyncio
import time
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.indexing.live_index import LiveIndex
from knowledge.indexing.port import IndexUnusableError
from knowledge.library.backup import write_backup
from knowledge.library.difference import Difference, Known
from knowledge.library.folder import Contents, Folder
from knowledge.library.golden import Case, broken, read_golden
from knowledge.library.reload import Report, found_on_disk, refuse_another
from knowledge.model.errors import QuestionsBrokenError, StoreError
from knowledge.model.version import KEPT_VERSIONS, Version
from knowledge.reading.ahead import Ahead
from knowledge.reading.readers import Readers
from knowledge.runtime.memory import give_back
from knowledge.runtime.progress import Progress, quiet
from knowledge.runtime.threads import stoppable
from knowledge.runtime.workers import Stop
from knowledge.search import pipeline
from knowledge.search.live_synonyms import LiveSynonyms, Offered, offered
from knowledge.search.pipeline import Live
from knowledge.search.searcher import Searcher
from knowledge.storage.arrivals import Arrivals
from knowledge.storage.articles import ArticleStore
from knowledge.storage.changing import Changing
from knowledge.storage.port.database import Database
from knowledge.storage.versions import VersionStore

MANY = 1_000  # articles that were read: from then on their memory is worth giving back


@dataclass(frozen=True, slots=True)
class Stores:
    """Where the articles, their versions and the new ones among them are stored."""

    articles: ArticleStore
    versions: VersionStore
    arrivals: Arrivals


class Library:
    """The articles of a data folder as they change, one change at a time, under `changing`."""

    def __init__(
        self,
        database: Database,
        stores: Stores,
        index: LiveIndex,
        searcher: Searcher,
        changing: Changing,
        *,
        readers: Readers,
    ) -> None:
        self._database = database
        self._articles = stores.articles
        self._versions = stores.versions
        self._arrivals = stores.arrivals
        self._index = index
        self._searcher = searcher
        self._readers = readers
        self.changing = changing

    @property
    def _synonyms(self) -> LiveSynonyms:
        return self._searcher.synonyms

    async def reload(
        self,
        folder: Folder,
        progress: Progress = quiet,
        *,
        who: str = "",
        force: bool = False,
        released: Collection[str] = (),
    ) -> Report:
        """Read what changed on disk and make it live; see `KnowledgeBase.reload`."""
        started = time.perf_counter()

        def tell(what: str, done: int, total: int) -> None:
            progress(what, done, total)
            self._searcher.priority.step_aside()

        async with self.changing.held():
            await self._index.follow(progress)
            await self._articles.unstage()
            known = Known(
                await self._articles.files(), await self._articles.live(), await self.held()
            )
            free = known.held.keys() if force else known.held.keys() & set(released)
            contents = await asyncio.to_thread(folder.contents)
            if self._database.shared and not force:
                refuse_another(folder, contents.found, known)
            found = await self._difference(folder, contents, known, tell, free)
            golden = await asyncio.to_thread(read_golden, contents.questions)
            known_words = self._synonyms.now()
            words = await asyncio.to_thread(offered, folder.path, known_words)
            new_words = words.text != known_words.text
            asked = golden.cases if found.changes.shows or new_words else ()
            wrong = await self._make_live(found, asked, words, progress, who=who, force=force)
        report = await self._report(found, time.perf_counter() - started)
        problems = (*found.rejected, *golden.problems, *words.problems)
        warnings, unread = found.warnings, contents.unread
        many = len(found.changes.put) >= MANY
        del found, known  # the articles themselves: freed before memory is given back
        if many:
            await asyncio.to_thread(give_back)
        return replace(
            report,
            rejected=problems,
            broken=wrong,
            synonyms=new_words,
            warnings=warnings,
            unread=unread,
        )

    async def roll_back(self, to: int | None = None, *, who: str = "") -> Version:
        """Go back to an earlier version and return the new one; see `KnowledgeBase.roll_back`."""
        async with self.changing.held():
            await self._index.follow(quiet)
            await self._articles.unstage()
            before = await self._versions.before() if to is None else to
            version = await self._versions.go_back(before, who)
            with suppress(StoreError, OSError):  # it is live: the index follows with a question
                await self._index.follow(quiet)
                await self._forget_before(version)
        return (await self.versions(1))[0]

    def answering(self) -> int:
        """Return the version that questions are asked of, 0 where there is none yet."""
        with suppress(IndexUnusableError):
            return self._index.snapshot().state.version
        return 0

    async def is_current(self) -> bool:
        """Tell whether questions are asked of what the database has now."""
        same = self._synonyms.now().text == await self._articles.synonyms()
        return same and await self._index.is_current()

    async def follow(self, progress: Progress = quiet) -> int:
        """Have questions asked of what the database has now, and return that version.

        Until then they are answered from what was there before, whole. Raise ReloadRunningError
        while this process is changing the articles itself.
        """
        await self._index.keep_up(progress)
        text = await self._articles.synonyms()
        await asyncio.to_thread(self._synonyms.put, text)
        return self._index.snapshot().state.version

    async def versions(self, limit: int) -> list[Version]:
        """Return the last versions, newest first."""
        return await self._versions.list(limit)

    async def held(self) -> dict[str, str]:
        """Return the files that a rollback holds back, with their digests; '' for a missing one."""
        return await self._versions.held()

    async def record_arrivals(self) -> int:
        """Note which live articles were not known before; return the live version."""
        return await self._arrivals.record()

    async def back_up(self, archive: Path, articles: Path) -> int:
        """Write the database and the articles folder to one file, and return its size in bytes.

        Raise KnowledgeError if it cannot be written, ReloadRunningError while a reload runs.
        """
        async with self.changing.held():
            version = await self._articles.version()
            return await asyncio.to_thread(
                write_backup, archive, self._database.copy_to, articles, version
            )

    async def damage(self) -> str:
        """Return what is damaged in the database, '' if nothing is."""
        return await self._database.damage()

    async def _difference(
        self,
        folder: Folder,
        contents: Contents,
        known: Known,
        progress: Progress,
        free: AbstractSet[str],
    ) -> Difference:
        """Return what a reload of what lies in the folder would change."""

        def look(stop: Stop) -> Difference:
            ahead = Ahead(self._readers, stop)
            return found_on_disk(folder, contents.found, known, ahead, progress=progress, free=free)

        return await stoppable(look)

    async def _make_live(
        self,
        found: Difference,
        cases: tuple[Case, ...],
        words: Offered,
        progress: Progress,
        *,
        who: str,
        force: bool,
    ) -> tuple[str, ...]:
        """Build what changed beside what is live, ask both, and swap; return what became wrong."""
        if not found.changes.shows:
            live = Live(await self._index.current(), words.synonyms, self._searcher.dictionary)
            wrong = await self._broken(cases, live, progress)
            if wrong and not force:
                raise QuestionsBrokenError(wrong)
            await self._articles.promote(found.changes, who, words.text)
            await self._index.follow(progress)
            self._synonyms.put(words.text)
            return wrong
        version, put = await self._articles.version() + 1, found.changes.put
        ahead = await self._index.prepare(
            version,
            found.ended,
            self._articles.stage(put),
            expected=sum(len(draft.passages) for draft in put),
            progress=progress,
        )
        live = Live(ahead, words.synonyms, self._searcher.dictionary)
        wrong = await self._broken(cases, live, progress)
        if wrong and not force:
            await self._articles.unstage()
            raise QuestionsBrokenError(wrong)
        await self._articles.promote(found.changes, who, words.text)
        self._index.adopt()
        await self._index.follow(progress)  # to where moved articles stand now
        self._synonyms.put(words.text)
        await self._forget_before(version)
        return wrong

    async def _broken(
        self, cases: tuple[Case, ...], ahead: Live, progress: Progress
    ) -> tuple[str, ...]:
        """Return which golden questions are answered right now and would not be ahead."""
        before, after = [], []
        for number, case in enumerate(cases):
            progress("checking", number, len(cases))
            before.append((case, await self._searcher.ask(case.question, case.after)))
            after.append(await pipeline.ask(case.question, case.after, ahead))
        return broken(before, after)

    async def _report(self, found: Difference, seconds: float) -> Report:
        articles, passages = await self._articles.counts()
        return Report(
            version=await self._articles.version(),
            added=found.added,
            changed=found.changed,
            removed=found.removed,
            rejected=found.rejected,
            articles=articles,
            passages=passages,
            seconds=seconds,
            moved=found.moved,
            held=found.held,
        )

    async def _forget_before(self, version: int) -> None:
        await self._articles.forget_versions(version - KEPT_VERSIONS)
        await self._index.forget_versions(version - KEPT_VERSIONS)
