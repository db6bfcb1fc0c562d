"""Which pages and feeds that were added have changed since, and what becomes live of that?

Invariant: a page is asked for under the rules of any other, one after the other, a host no more
than once in `PAUSE_SECONDS`. All that changed becomes live in one reload, if the golden questions
are not against it; what is gone, or cannot be had, stays as it is. A file that a person has edited
is replaced only if its page has changed, and then it stays beside the new one.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from knowledge.library.editing import Editor
from knowledge.library.fetch import Fetch, Fetched, FetchError, GoneError, Seen, UnchangedError
from knowledge.library.offer import FOLDER, NewFile
from knowledge.library.placement import digest_of
from knowledge.library.reload import Report
from knowledge.runtime.progress import Progress, quiet
from knowledge.storage.pages import FetchedPage, PageStore

PAUSE_SECONDS = 1.0  # between two requests to one host
MOST_NEW = 50  # items of a feed in one go; the next look takes the next ones


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of looking again: how many pages and feeds, and what is to be told of them.

    `report` is that of the reload, None if nothing has changed; `gone` are the addresses where
    there is nothing any more since this look.
    """

    looked: int
    report: Report | None
    gone: tuple[str, ...]
    failed: tuple[FetchError, ...]


@dataclass(slots=True)
class _Found:
    """What was found so far: new files, the pages as they are now, and what to tell."""

    files: list[NewFile] = field(default_factory=list)
    fresh: list[FetchedPage] = field(default_factory=list)  # to be stored once the files are live
    same: list[FetchedPage] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    failed: list[FetchError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refresh:
    """Looks again at what was added from the web."""

    editor: Editor
    pages: PageStore
    fetch: Fetch
    now: float  # seconds since 1970

    async def __call__(
        self, folder: Path, before: float, progress: Progress = quiet, *, who: str = ""
    ) -> Refreshed:
        """Look at what was not looked at since a moment, and make live what has changed.

        Raise QuestionsBrokenError or another KnowledgeError where the articles stay as they were.
        """
        files = await self._added()
        due = [
            page
            for page in await self._known(files)
            if page.looked <= before or page.looked > self.now  # by a clock that was set back since
        ]
        found, number = _Found(), 0
        async for page in _politely(due):
            progress("fetching", number, len(due))
            if page.kind == "feed":
                await self._look_at_feed(page, folder, found)
            else:
                await self._look_at(page, folder / files[page.url], found)
            number += 1
        await self.pages.put(found.same)
        report = await self._make_live(folder, found, who)
        await self.pages.put(found.fresh)
        return Refreshed(len(due), report, tuple(found.gone), tuple(found.failed))

    async def _added(self) -> dict[str, str]:
        """Return the files of the live articles that are pages, by their addresses."""
        live = await self.editor.listings.files_by_url()
        return {url: file for url, file in live.items() if file.startswith(f"{FOLDER}/")}

    async def _known(self, added: Collection[str]) -> list[FetchedPage]:
        """Return the pages that are articles, and the feeds, the longest ago first."""
        seen = await self.pages.all()
        lost = [url for url, page in seen.items() if page.kind == "page" and url not in added]
        if lost:
            await self.pages.forget(lost)
        pages = [seen.get(url) or FetchedPage(url) for url in added]
        feeds = [page for page in seen.values() if page.kind == "feed"]
        return sorted([*pages, *feeds], key=lambda page: (page.looked, page.url))

    async def _look_at(self, page: FetchedPage, path: Path | None, found: _Found) -> None:
        """Look whether a page has changed since its file was made, or is new."""
        fetched = await self._fetched(page, found)
        if fetched is None:
            return
        offer = await self.editor.offer(fetched.content, fetched.name, page.url, fixed=True)
        if len(offer.files) != 1:
            said = str(offer.problems[0].problem) if offer.problems else "it is several articles"
            found.failed.append(FetchError(page.url, f"it is no article any more ({said})"))
            found.same.append(replace(page, looked=self.now))
            return
        (file,) = offer.files
        now = self._as_it_is(page, fetched.seen, digest_of(file.content))
        # One that was added before pages were remembered is compared with its file.
        before = page.digest or (await asyncio.to_thread(_digest_on_disk, path) if path else "")
        if now.digest == before:
            found.same.append(now)
        else:
            found.files.append(file)
            found.fresh.append(now)

    async def _look_at_feed(self, page: FetchedPage, folder: Path, found: _Found) -> None:
        fetched = await self._fetched(page, found)
        if fetched is None:
            return
        try:
            entries = await self.editor.feed(fetched.content, fetched.url)
        except FetchError as error:
            found.failed.append(error)
            found.same.append(replace(page, looked=self.now))
            return
        new = await self.editor.unknown_entries(folder, entries)
        for entry in new[:MOST_NEW]:
            await asyncio.sleep(PAUSE_SECONDS)
            await self._look_at(FetchedPage(entry.url), None, found)
        more = len(new) > MOST_NEW  # then the next look must not be told that nothing has changed
        found.fresh.append(self._as_it_is(page, Seen() if more else fetched.seen))

    async def _fetched(self, page: FetchedPage, found: _Found) -> Fetched | None:
        """Return what stands at an address now, None if that is nothing new."""
        try:
            seen = Seen(page.etag, page.modified)
            return await self.fetch(page.url, feed=page.kind == "feed", seen=seen)
        except UnchangedError:
            found.same.append(replace(page, looked=self.now, gone=False))
        except GoneError as error:
            if not page.gone:
                found.gone.append(error.url)
            found.same.append(replace(page, looked=self.now, gone=True))
        except FetchError as error:
            found.failed.append(error)
            found.same.append(replace(page, looked=self.now))
        return None

    async def _make_live(self, folder: Path, found: _Found, who: str) -> Report | None:
        if not found.files:
            return None
        placed = await self.editor.places_for(folder, found.files)
        return await self.editor.add(folder, placed, who=who)

    def _as_it_is(self, page: FetchedPage, seen: Seen, digest: str = "") -> FetchedPage:
        return FetchedPage(page.url, page.kind, digest, seen.etag, seen.modified, self.now)


def _digest_on_disk(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""


async def _politely(pages: Sequence[FetchedPage]) -> AsyncIterator[FetchedPage]:
    """Yield pages, and wait before a host is asked once more."""
    loop, last = asyncio.get_running_loop(), dict[str, float]()
    for page in pages:
        host = urlsplit(page.url).hostname or ""
        if host in last:
            await asyncio.sleep(last[host] + PAUSE_SECONDS - loop.time())
        yield page
        last[host] = loop.time()
