"""What can one do with a body of articles? Open it, reload it, ask it, go back, close it.

Invariant: a question sees the articles as they were before a reload or as they are after it, never
a mixture, never nothing. The stores stay behind this face: nobody outside can change a row.
"""

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.answering import Answering
from knowledge.library.fetch import Fetch
from knowledge.library.folder import Folder
from knowledge.library.parts import DATABASE, Parts, Settle, as_it_is, open_parts, rescue, restore
from knowledge.library.refresh import Refresh, Refreshed
from knowledge.library.reload import Report
from knowledge.model.scope import WHOLE, Scope
from knowledge.model.version import Version
from knowledge.reading.readers import usual_limits
from knowledge.runtime.progress import Progress, quiet
from knowledge.runtime.workers import Limits
from knowledge.selection import Selection
from knowledge.storage.engine import Place, Rescued


class KnowledgeBase(Selection):
    """Articles that can be asked, all of them. Make one with `await KnowledgeBase.open(folder)`.

    `catalogue` lists and reads them, `library` knows their versions, `editor` adds and removes.
    `database` and `priority` are for what else is kept in the same database.
    """

    def __init__(self, parts: Parts) -> None:
        answering = Answering(parts.searcher, parts.catalogue)
        super().__init__(WHOLE, parts.searcher, answering, parts.catalogue)
        self.library = parts.library
        self.editor = parts.editor
        self._readers = parts.readers
        self.database = parts.database
        self.priority = parts.priority

    @classmethod
    async def open(
        cls,
        data: Path,
        database: Place | None = None,
        progress: Progress = quiet,
        limits: Limits | None = None,
    ) -> Self:
        """Open the articles in a data folder, rebuilding the index if need be.

        The database is in the data folder too unless its file or address is named. `limits` says
        how much time and memory reading one file may take. Raise StoreError if the folder or the
        database cannot be used.
        """
        return cls(await open_parts(data, database, progress, limits or usual_limits()))

    @classmethod
    async def restore(
        cls,
        archive: Path,
        data: Path,
        articles: Path,
        database: Place | None = None,
        settle: Settle = as_it_is,
    ) -> Path | None:
        """Put a backup in the place of database and articles folder; the next `open` indexes it.

        `settle` is called with the backup's database before that is everybody's. Return where the
        earlier articles folder is now, if there was one. Raise KnowledgeError if the archive is no
        backup, or the database is on a server: nothing is changed then.
        """
        return await restore(archive, data, articles, database or data / DATABASE, settle)

    @classmethod
    async def rescue(
        cls, data: Path, database: Place | None = None, settle: Settle = as_it_is
    ) -> Rescued | None:
        """Begin anew where the database cannot be opened for damage, with what can be read of it.

        Nobody else may have the data folder open. The damaged file is kept. Return what was done,
        None where nothing had to be, or it is on a server; `settle` is called with the new one.
        """
        return await rescue(data, database, settle)

    async def close(self) -> None:
        """Release the files."""
        self._readers.close()
        await self.database.close()

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
        return await self.library.reload(folder, progress, who=who, force=force, released=released)

    async def refresh(
        self,
        folder: Path,
        fetch: Fetch,
        *,
        now: float,
        before: float | None = None,
        progress: Progress = quiet,
        who: str = "",
    ) -> Refreshed:
        """Look again at the pages and feeds that were added, and make live what has changed.

        Times are seconds since 1970; what was looked at after `before` is left out. Raise what
        `reload` raises, and then the articles stay as they were.
        """
        look = Refresh(self.editor, self.editor.pages, fetch, now)
        return await look(folder, now if before is None else before, progress, who=who)

    async def roll_back(self, to: int | None = None, *, who: str = "") -> Version:
        """Go back to the version before the live one, or to a kept one, and return the new version.

        Files that it changes are held back until they change on disk, or a reload is forced. Raise
        VersionGoneError if there is no such version, ReloadRunningError while a reload runs.
        """
        return await self.library.roll_back(to, who=who)

    def within(self, scope: Scope) -> Selection:
        """Return the articles of a scope, outside of which there is nothing to see."""
        if not scope:
            return self
        return Selection(scope, self._searcher, self._answering, self.catalogue)
