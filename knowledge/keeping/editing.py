"""How does an editor change what is live: add, remove, look up?

Invariant: the folder comes first and the database follows by a reload, so that what is live is what
anybody can see in the folder; where the reload fails, the folder is put back.
"""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from knowledge.adding.feeds import FeedEntry
from knowledge.adding.offering import FOLDER, NewFile
from knowledge.adding.placing import REMOVED, Placement, place, placements, take_back
from knowledge.adding.removing import Undo, remove_article, stands_in
from knowledge.article import Article
from knowledge.base import KnowledgeBase
from knowledge.errors import KnowledgeError, QuestionsBrokenError
from knowledge.keeping.folder import Folder
from knowledge.keeping.reloading import Report
from knowledge.reading import read_file
from knowledge.text.folding import fold

MOST_FOUND = 8  # articles that a title may mean before it means nothing


async def places_for(
    base: KnowledgeBase, folder: Path, files: Sequence[NewFile]
) -> tuple[Placement, ...]:
    """Return where new files would go, and which of them would replace one."""
    live = await base.shelf.files_by_url()
    return await asyncio.to_thread(placements, folder, files, live)


async def add(
    base: KnowledgeBase, folder: Path, placed: Sequence[Placement], *, who: str = ""
) -> Report:
    """Write files into the articles folder and make just these live, held back or not."""
    paths = await asyncio.to_thread(place, folder, placed)
    try:
        released = {one.path for one in placed}
        return await base.reload(Folder(folder, paths), who=who, released=released)
    except QuestionsBrokenError:
        await asyncio.to_thread(take_back, folder, placed)
        raise
    except KnowledgeError as error:
        names = ", ".join(one.path for one in placed)
        raise KnowledgeError(f"{names}: written, but not live yet: {error}") from error


async def remove(base: KnowledgeBase, folder: Path, article: Article, *, who: str = "") -> Report:
    """Take an article out of the folder, held back or not, and make that live."""
    undo = await _taken_out(base, folder, article)
    try:
        return await base.reload(Folder(folder), who=who, released={article.file})
    except KnowledgeError:
        await asyncio.to_thread(undo)
        raise


async def look_up(base: KnowledgeBase, words: str) -> list[str]:
    """Return the ids of the articles that an id, a place in the list or a title means.

    A title may be given in either script and in part.
    """
    words = words.strip()
    if await base.shelf.item(words):
        return [words]
    if words.isdecimal() and int(words):
        page = await base.shelf.page(1, int(words) - 1)
        return [item.article.id for item in page]
    titles = await base.shelf.titles()
    return await asyncio.to_thread(_of_title, fold(words), titles)


async def unknown_entries(
    base: KnowledgeBase, folder: Path, entries: Iterable[FeedEntry]
) -> list[FeedEntry]:
    """Return the items of a feed that are not live and were not removed by hand."""
    known = set(await base.shelf.files_by_url())
    known |= await asyncio.to_thread(_removed_addresses, folder)
    return [entry for entry in entries if entry.url.partition("#")[0] not in known]


async def _taken_out(base: KnowledgeBase, folder: Path, article: Article) -> Undo:
    """Take an article out of the folder; it is out already if a rollback holds its loss back."""
    held = article.file in await base.versions.held()
    if held and not await asyncio.to_thread(stands_in, folder, article):
        return lambda: None
    return await asyncio.to_thread(remove_article, folder, article)


def _of_title(words: str, titles: Sequence[tuple[str, str]]) -> list[str]:
    folded = [(article, fold(title)) for article, title in titles]
    exactly = [article for article, title in folded if title == words]
    return exactly or [a for a, title in folded if words and words in title][: MOST_FOUND + 1]


def _removed_addresses(folder: Path) -> set[str]:
    """Return the addresses of the pages that were removed after they had been added."""
    removed = (folder / FOLDER).glob(f"*.md{REMOVED}*")
    articles = (a for path in removed for a in read_file(path.read_bytes(), "a.md").articles)
    return {article.url for article in articles if article.url}
