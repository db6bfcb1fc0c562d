"""What can one do with a body of articles? Open it, reload it, ask it, go back, close it.

Invariant: a question sees the articles as they were before a reload or as they are after it, never
a mixture, never nothing. The stores stay behind this face: nobody outside can change a row.
"""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.answering import Answering
from knowledge.library.fetch import Fetch
from knowledge.library.folder import Folder
from knowledge.library.parts import DATABASE, Parts, Settle, as_it_is, open_parts, rescue, restore
from knowledge.library.refresh import Refresh, Refreshed
from knowledge.library.reload import Report
from knowledge.model.answer import Answer, Citation
from knowledge.model.article import Article
from knowledge.model.scope import WHOLE, Scope
from knowledge.model.version import Version
from knowledge.reading.readers import usual_limits
from knowledge.runtime.progress import Progress, quiet
from knowledge.runtime.workers import Limits
from knowledge.storage.engine import Rescued
from knowledge.studying import study
from knowledge.studying.keywords import Keyword
from knowledge.studying.study import DailyQuote


class KnowledgeBase:
    """Articles that can be asked. Make one with `await KnowledgeBase.open(folder)`.

    `catalogue` lists and reads them, `library` knows their versions, `editor` adds and removes.
    `database` and `priority` are for what else is kept in the same database.
    """

    def __init__(self, parts: Parts) -> None:
        self._searcher = parts.searcher
        self._answering = Answering(parts.searcher, parts.catalogue)
        self.catalogue = parts.catalogue
        self.library = parts.library
        self.editor = parts.editor
        self._readers = parts.readers
        self.database = parts.database
        self.priority = parts.priority

    @classmethod
    async def open(
        cls,
        data: Path,
        database_file: Path | None = None,
        progress: Progress = quiet,
        limits: Limits | None = None,
    ) -> Self:
        """Open the articles in a data folder, rebuilding the index if need be.

        The database is in the data folder too unless it is named. `limits` says how much time and
        memory reading one file may take. Raise StoreError if the folder or the database cannot be
        used.
        """
        return cls(await open_parts(data, database_file, progress, limits or usual_limits()))

    @classmethod
    async def restore(
        cls,
        archive: Path,
        data: Path,
        articles: Path,
        database_file: Path | None = None,
        settle: Settle = as_it_is,
    ) -> Path | None:
        """Put a backup in the place of database and articles folder; the next `open` indexes it.

        `settle` is called with the backup's database before that is everybody's. Return where the
        earlier articles folder is now, if there was one. Raise KnowledgeError if the archive is no
        backup: nothing is changed then.
        """
        return await restore(archive, data, articles, database_file or data / DATABASE, settle)

    @classmethod
    async def rescue(
        cls, data: Path, database_file: Path | None = None, settle: Settle = as_it_is
    ) -> Rescued | None:
        """Begin anew where the database cannot be opened for damage, with what can be read of it.

        Nobody else may have the data folder open. The damaged file is kept. Return what was done,
        None where nothing had to be; `settle` is called with the new database.
        """
        return await rescue(data, database_file, settle)

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

    async def ask(
        self,
        question: str,
        after: str | Sequence[str] | None = None,
        *,
        within: Scope = WHOLE,
        near: str | None = None,
    ) -> Answer:
        """Answer a question, perhaps as a follow-up of what was asked before it, the last one last.

        Only articles `within` a scope answer. `near` is the key of a passage that was quoted,
        `after` being the words: the search starts there. The answer's `intent` tells whether this
        was a question at all: small talk is *unanswered*; what asks for an article as a whole cites
        its summary, or nothing where several may be meant.
        """
        before = (after,) if isinstance(after, str) else tuple(after or ())
        return await self._answering.answer(question, before, within, near)

    async def examples(self, within: Scope = WHOLE) -> tuple[str, ...]:
        """Return questions that the articles of a scope answer, three if there are as many."""
        return await self._answering.examples(within)

    async def search(self, question: str, offset: int, limit: int) -> tuple[Citation, ...]:
        """Return a part of all the passages that come close to a question, best first.

        There are forty at most, and none for a question that the articles do not touch.
        """
        return await self._searcher.search(question, offset, limit)

    async def cite(self, question: str, key: str) -> Citation | None:
        """Return the live passage of a key as a citation for a question; None if it is gone.

        A passage with the same text counts: the article may have moved or got another id.
        """
        return await self._searcher.cite(question, key)

    async def keywords(self, article: Article) -> tuple[Keyword, ...]:
        """Return the words that an article is about, the weightiest first."""
        return await study.keywords_of(article, await self._searcher.frequencies())

    async def quote_of_the_day(self, day: date, within: Scope = WHOLE) -> DailyQuote | None:
        """Return a good sentence of a scope, the same all day long; None if there is none."""
        titles = await self.catalogue.titles(within)
        return await study.quote_of_the_day(titles, day, self.catalogue.listed)
