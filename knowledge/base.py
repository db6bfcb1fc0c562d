"""What can one do with a body of articles? Open it, reload it, ask it, go back, close it.

Invariant: the database is the truth and the index follows it. A question takes one snapshot of the
index and quotes the rows of that snapshot, so that it sees the articles as they were before a
reload or as they are after it, never a mixture. A reload prepares rows and index beside the live
ones, asks the golden questions there, and then makes both live; one that fails or is killed leaves
everything answered as before.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from knowledge.answer import Answer, Citation
from knowledge.answering import asking
from knowledge.answering.asking import Live, Start
from knowledge.answering.live_synonyms import LiveSynonyms, Offered, offered
from knowledge.answering.query import Term
from knowledge.answering.scope import WHOLE, Scope
from knowledge.errors import QuestionsBrokenError, ReloadRunningError, StoreError
from knowledge.indexing.index import IndexUnusableError, Snapshot
from knowledge.indexing.live_index import LiveIndex, discard
from knowledge.indexing.profile import profile
from knowledge.keeping import permalinks
from knowledge.keeping.backup import look_at, read_backup, write_backup
from knowledge.keeping.courtesy import Courtesy, restless
from knowledge.keeping.difference import Difference, Known
from knowledge.keeping.folder import Folder
from knowledge.keeping.golden import Case, Golden, broken, read_golden
from knowledge.keeping.memory import give_back
from knowledge.keeping.permalinks import Changed
from knowledge.keeping.reloading import Progress, Report, difference
from knowledge.people.people import People
from knowledge.store.arrivals import Arrivals
from knowledge.store.articles import ArticleStore
from knowledge.store.database import Database, make_folder
from knowledge.store.shelf import Shelf
from knowledge.store.versions import KEPT_VERSIONS, Version, VersionStore
from knowledge.studying.keywords import Frequencies
from knowledge.text import segmentation
from knowledge.text.places import place_names

INDEX, LOCK = "index", "reload.lock"  # in the data folder
MANY = 1_000  # articles that were read: from then on their memory is worth giving back
PATIENCE_SECONDS = 600.0  # for another process to finish its reload before the index is opened


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody about progress."""


class KnowledgeBase:
    """Articles that can be asked. Make one with `await KnowledgeBase.open(folder)`.

    `articles`, `versions`, `shelf`, `arrivals` and `people` read and write the database directly.
    """

    def __init__(self, data: Path, database: Database) -> None:
        self.articles = ArticleStore(database)
        self._courtesy = Courtesy()
        self.people = People(database, self._courtesy)
        self.versions = VersionStore(database)
        self.shelf = Shelf(database)
        self.arrivals = Arrivals(database)
        self._database = database
        self._synonyms = LiveSynonyms(data)
        self._index = LiveIndex(data / INDEX, self.articles, self.versions, self._courtesy)
        self._lock = FileLock(data / LOCK, thread_local=False)
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
            await asyncio.to_thread(warm_up, data)
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

    async def reload(
        self,
        folder: Folder,
        progress: Progress = quiet,
        *,
        who: str = "",
        force: bool = False,
        released: Collection[str] = (),
    ) -> Report:
        """Read what changed on disk and make it live, in the name of somebody.

        Raise QuestionsBrokenError if a golden question would be answered wrong that is answered
        right now, ReloadRunningError while another reload runs, ArticlesMissingError if there is
        nothing to read, StoreError if the result cannot be stored. Questions are then answered as
        before. `force` makes live what the golden questions or a rollback hold back, `released`
        what a rollback holds back of some files by name.
        """
        started = time.perf_counter()

        def tell(what: str, done: int, total: int) -> None:
            progress(what, done, total)
            self._courtesy.step_aside()

        async with self._alone(patience=0):
            await self._index.follow(progress)
            await self.articles.unstage()
            known = Known(
                await self.articles.files(), await self.articles.live(), await self.versions.held()
            )
            free = known.held.keys() if force else known.held.keys() & set(released)
            found = await asyncio.to_thread(difference, folder, known, tell, free)
            golden = await asyncio.to_thread(_golden, folder)
            known_words = self._synonyms.now()
            words = await asyncio.to_thread(offered, folder.path, known_words)
            new_words = words.text != known_words.text
            asked = golden.cases if found.changes.shows or new_words else ()
            wrong = await self._make_live(found, asked, words, progress, who=who, force=force)
        report = await self._report(found, time.perf_counter() - started)
        problems = (*found.rejected, *golden.problems, *words.problems)
        many = len(found.changes.put) >= MANY
        del found, known  # the articles themselves: freed before memory is given back
        if many:
            await asyncio.to_thread(give_back)
        return replace(report, rejected=problems, broken=wrong, synonyms=new_words)

    async def roll_back(self, to: int | None = None, *, who: str = "") -> Version:
        """Go back to the version before the live one, or to a kept one, and return the new version.

        Files that it changes are held back until they change on disk, or a reload is forced. Raise
        VersionGoneError if there is no such version, ReloadRunningError while a reload runs.
        """
        async with self._alone(patience=0):
            await self._index.follow(quiet)
            await self.articles.unstage()
            before = await self.versions.before() if to is None else to
            version = await self.versions.go_back(before, who)
            await self._index.follow(quiet)
            await self._forget_before(version)
        return (await self.versions.list(1))[0]

    async def back_up(self, archive: Path, articles: Path) -> int:
        """Write the database and the articles folder to one file, and return its size in bytes.

        Raise KnowledgeError if it cannot be written, ReloadRunningError while a reload runs.
        """
        async with self._alone(patience=0):
            version = await self.articles.version()
            return await asyncio.to_thread(
                write_backup, archive, self._database.path, articles, version
            )

    @classmethod
    async def restore(
        cls, archive: Path, data: Path, articles: Path, database_file: Path | None = None
    ) -> Path | None:
        """Put a backup in the place of database and articles folder, and rebuild the index.

        Return where the earlier articles folder is now, if there was one. Raise KnowledgeError if
        the archive is no backup: nothing is changed then.
        """
        make_folder(data)
        file = database_file or data / "youju.db"

        def replace() -> Path | None:
            with FileLock(data / LOCK, timeout=0):
                look_at(archive)
                discard(data / INDEX)
                return read_backup(archive, file, articles)

        try:
            aside = await asyncio.to_thread(replace)
        except Timeout:
            raise ReloadRunningError from None
        async with await cls.open(data, file) as base:  # today's schema, and the index is built
            await base.people.after_restore()
        return aside

    async def ask(
        self,
        question: str,
        after: str | None = None,
        *,
        within: Scope = WHOLE,
        near: str | None = None,
    ) -> Answer:
        """Answer a question, with the one asked just before, if any, to lean on.

        Only articles `within` a scope answer. `near` is the key of a passage that was quoted,
        `after` being the words: the search starts there.
        """
        with self._courtesy.asking():
            try:
                return await self._ask(question, after, within, near)
            except IndexUnusableError:  # damaged where opening it does not look
                self._index.distrust()
        return await self._ask(question, after, within, near)

    async def search(self, question: str, offset: int, limit: int) -> tuple[Citation, ...]:
        """Return a part of all the passages that come close to a question, best first.

        There are forty at most, and none for a question that the articles do not touch.
        """
        with self._courtesy.asking():
            try:
                return asking.search(question, await self._live(), offset, limit)
            except IndexUnusableError:
                self._index.distrust()
        return asking.search(question, await self._live(), offset, limit)

    async def frequencies(self) -> Frequencies:
        """Return what tells in how many of the live passages terms stand."""
        snapshot = await self._snapshot()

        def frequencies(terms: Sequence[Term]) -> tuple[Sequence[int], int]:
            return snapshot.frequencies(terms), snapshot.passages

        return frequencies

    async def cite(self, question: str, key: str) -> Citation | None:
        """Return the live passage of a key as a citation for a question; None if it is gone.

        A passage with the same text counts: the article may have moved or got another id.
        """
        passage = await self.articles.passage(key)
        if passage is None:
            return None
        try:
            return asking.cite(question, passage, await self._live())
        except IndexUnusableError:
            self._index.distrust()
            return asking.cite(question, passage, await self._live())

    async def damage(self) -> str:
        """Return what is damaged in the database, '' if nothing is."""
        found = await self._database.bulk_rows("PRAGMA quick_check(1)")
        return "" if found == [("ok",)] else str(found[0][0])

    async def changed(self, key: str) -> Changed | None:
        """Return what became of a passage that `cite` does not find; None if it is not known."""
        return await permalinks.changed(key, self.articles)

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
            live = Live(await self._snapshot(), self.articles, words.synonyms)
            wrong = await self._broken(cases, live, progress)
            if wrong and not force:
                raise QuestionsBrokenError(wrong)
            await self.articles.promote(found.changes, who)
            self._synonyms.put(words.text)
            return wrong
        version, put = await self.articles.version() + 1, found.changes.put
        ahead = await self._index.prepare(
            version,
            found.ended,
            self.articles.stage(put),
            expected=sum(len(draft.passages) for draft in put),
            progress=progress,
        )
        store = self.articles.ahead(found.ended)
        wrong = await self._broken(cases, Live(ahead, store, words.synonyms), progress)
        if wrong and not force:
            await self.articles.unstage()
            raise QuestionsBrokenError(wrong)
        await self.articles.promote(found.changes, who)
        self._index.adopt()
        self._synonyms.put(words.text)
        await self._forget_before(version)
        return wrong

    async def _broken(
        self, cases: tuple[Case, ...], ahead: Live, progress: Progress
    ) -> tuple[str, ...]:
        before, after = [], []
        for number, case in enumerate(cases):
            progress("checking", number, len(cases))
            before.append((case, await self.ask(case.question, case.after)))
            after.append(await asking.ask(case.question, case.after, ahead))
        return broken(before, after)

    async def _report(self, found: Difference, seconds: float) -> Report:
        articles, passages = await self.articles.counts()
        return Report(
            version=await self.articles.version(),
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
        await self.articles.forget_versions(version - KEPT_VERSIONS)
        await self._index.forget_versions(version - KEPT_VERSIONS)

    async def _ask(
        self, question: str, after: str | None, within: Scope, near: str | None
    ) -> Answer:
        live = await self._live(within)
        return await asking.ask(question, after, live, await self._start(near))

    async def _start(self, key: str | None) -> Start | None:
        passage = await self.articles.passage(key) if key else None
        revision = await self.articles.revision_of(passage.passage) if passage else None
        return Start(passage.passage, revision) if passage and revision else None

    async def _live(self, within: Scope = WHOLE) -> Live:
        snapshot = await self._snapshot()
        revisions = None
        if within:
            found = await self.articles.revisions(within, snapshot.state.version)
            revisions = tuple(found)
        return Live(snapshot, self.articles, self._synonyms.now().synonyms, revisions)

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
                with restless():
                    yield
            except Timeout:
                raise ReloadRunningError from None
            except OSError as error:
                remedy = "free some space on the disk or make the data folder writable"
                raise StoreError(f"{error}: {remedy}, then try again") from error
            finally:
                self._lock.release()


def warm_up(data: Path) -> None:
    """Load what the first question would otherwise wait for: words, places and sounds."""
    segmentation.warm_up(data)
    place_names()
    profile("有據")


def _golden(folder: Folder) -> Golden:
    return read_golden(folder.questions())
