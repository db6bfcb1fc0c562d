"""How does an editor change what is live: add, remove?

Invariant: the folder comes first and the database follows by a reload, so that what is live is what
anybody can see in the folder; where the reload fails, the folder is put back.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.library.feeds import FeedEntry, feed_from
from knowledge.library.folder import Folder
from knowledge.library.library import Library
from knowledge.library.offer import FOLDER, NewFile, Offer
from knowledge.library.offer_work import offer_from
from knowledge.library.placement import (
    REMOVED,
    Placement,
    digest_of,
    place,
    placements,
    take_back,
)
from knowledge.library.reload import Report
from knowledge.library.removal import Undo, remove_article, stands_in
from knowledge.model.article import Article
from knowledge.model.errors import KnowledgeError, QuestionsBrokenError
from knowledge.reading.readers import Readers
from knowledge.runtime.threads import stoppable
from knowledge.runtime.workers import Stop
from knowledge.storage.listings import Listings
from knowledge.storage.pages import FetchedPage, PageStore


@dataclass(frozen=True, slots=True)
class Editor:
    """Changes an articles folder and lets the live articles follow."""

    library: Library
    listings: Listings
    readers: Readers
    pages: PageStore

    async def offer(
        self, content: bytes, name: str, url: str | None = None, *, fixed: bool = False
    ) -> Offer:
        """Return what adding a file, or the page at an address, would do.

        A page may name another address of its site as its own; `fixed` keeps the one given.
        """

        def make(stop: Stop) -> Offer:
            return offer_from(content, name, url, fixed=fixed, readers=self.readers, stop=stop)

        return await stoppable(make)

    async def feed(self, content: bytes, url: str) -> tuple[FeedEntry, ...]:
        """Return the items of an RSS or Atom feed; raise FetchError if it is none."""
        return await stoppable(lambda stop: feed_from(content, url, self.readers, stop))

    async def places_for(self, folder: Path, files: Sequence[NewFile]) -> tuple[Placement, ...]:
        """Return where new files would go, and which of them would replace one."""
        live = await self.listings.files_by_url()
        return await asyncio.to_thread(placements, folder, files, live, self._read)

    async def add(self, folder: Path, placed: Sequence[Placement], *, who: str = "") -> Report:
        """Write files into the articles folder and make just these live, held back or not."""
        paths = await asyncio.to_thread(place, folder, placed)
        try:
            released = {one.path for one in placed}
            report = await self.library.reload(Folder(folder, paths), who=who, released=released)
        except QuestionsBrokenError:
            await asyncio.to_thread(take_back, folder, placed)
            raise
        except KnowledgeError as error:
            names = ", ".join(one.path for one in placed)
            raise KnowledgeError(f"{names}: written, but not live yet: {error}") from error
        fetched = (FetchedPage(p.url, digest=digest_of(p.content)) for p in placed if p.url)
        await self.pages.put(fetched)
        return report

    async def follow(self, feed: str) -> None:
        """Have the items of a feed looked for whenever pages are looked at again."""
        await self.pages.put([FetchedPage(feed, "feed")])

    async def remove(self, folder: Path, article: Article, *, who: str = "") -> Report:
        """Take an article out of the folder, held back or not, and make that live."""
        undo = await self._taken_out(folder, article)
        try:
            return await self.library.reload(Folder(folder), who=who, released={article.file})
        except KnowledgeError:
            await asyncio.to_thread(undo)
            raise

    async def unknown_entries(self, folder: Path, entries: Iterable[FeedEntry]) -> list[FeedEntry]:
        """Return the items of a feed that are not live and were not removed by hand."""
        known = set(await self.listings.files_by_url())
        known |= await asyncio.to_thread(self._removed_addresses, folder)
        return [entry for entry in entries if entry.url.partition("#")[0] not in known]

    async def _taken_out(self, folder: Path, article: Article) -> Undo:
        """Take an article out of the folder; it is out if a rollback holds its loss back."""
        held = article.file in await self.library.held()
        if held and not await asyncio.to_thread(stands_in, folder, article, self._read):
            return lambda: None
        return await asyncio.to_thread(remove_article, folder, article, self._read)

    def _read(self, content: bytes, name: str) -> tuple[Article, ...]:
        return self.readers.read(content, name).articles

    def _removed_addresses(self, folder: Path) -> set[str]:
        """Return the addresses of the pages that were removed after they had been added."""
        removed = (folder / FOLDER).glob(f"*.md{REMOVED}*")
        articles = (a for path in removed for a in self._read(path.read_bytes(), "a.md"))
        return {article.url for article in articles if article.url}
