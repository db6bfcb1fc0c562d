"""Which parts does an open data folder have, and how are they put together?

Invariant: the parts share one database and one index; a data folder that was opened has an index of
its database's version.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.indexing.live_index import LiveIndex, discard
from knowledge.indexing.profile import profile
from knowledge.language import segmentation
from knowledge.language.places import place_names
from knowledge.library.backup import look_at, read_backup
from knowledge.library.catalogue import Catalogue
from knowledge.library.editing import Editor
from knowledge.library.library import Library, Stores
from knowledge.model.errors import ReloadRunningError
from knowledge.reading.readers import Readers
from knowledge.runtime.exclusive import Exclusive
from knowledge.runtime.priority import Priority
from knowledge.runtime.progress import Progress
from knowledge.runtime.workers import Limits
from knowledge.search.live_synonyms import LiveSynonyms
from knowledge.search.other_language.live_dictionary import LiveDictionary
from knowledge.search.searcher import Searcher
from knowledge.storage.arrivals import Arrivals
from knowledge.storage.articles import ArticleStore
from knowledge.storage.engine import open_database
from knowledge.storage.listings import Listings
from knowledge.storage.pages import PageStore
from knowledge.storage.port.database import Database
from knowledge.storage.sqlite.database import make_folder
from knowledge.storage.versions import VersionStore

DATABASE, INDEX, LOCK = "youju.db", "index", "reload.lock"  # in the data folder


@dataclass(frozen=True, slots=True)
class Parts:
    """What reads, what searches and what changes the articles of a data folder."""

    database: Database
    priority: Priority
    catalogue: Catalogue
    searcher: Searcher
    library: Library
    editor: Editor
    readers: Readers


async def open_parts(
    data: Path, database_file: Path | None, progress: Progress, limits: Limits
) -> Parts:
    """Open a data folder, rebuilding the index if need be; see `KnowledgeBase.open`."""
    make_folder(data)
    database = await open_database(database_file or data / DATABASE)
    try:
        await asyncio.to_thread(warm_up, data)
        parts = _parts(data, database, Readers(limits))
        await parts.searcher.index.ensure(progress)
    except BaseException:
        await database.close()
        raise
    return parts


async def restore(archive: Path, data: Path, articles: Path, database_file: Path) -> Path | None:
    """Put a backup in the place of database and articles folder; see `KnowledgeBase.restore`."""
    make_folder(data)

    def replace() -> Path | None:
        with FileLock(data / LOCK, timeout=0):
            look_at(archive)
            discard(data / INDEX)
            return read_backup(archive, database_file, articles)

    try:
        return await asyncio.to_thread(replace)
    except Timeout:
        raise ReloadRunningError from None


def warm_up(data: Path) -> None:
    """Load what the first question would otherwise wait for: words, places and sounds."""
    segmentation.warm_up(data)
    place_names()
    profile("有據")


def _parts(data: Path, database: Database, readers: Readers) -> Parts:
    priority, exclusive = Priority(), Exclusive(data / LOCK)
    stores = Stores(ArticleStore(database), VersionStore(database), Arrivals(database))
    listings = Listings(database)
    index = LiveIndex(data / INDEX, stores.articles, stores.versions, priority, exclusive)
    synonyms, dictionary = LiveSynonyms(data), LiveDictionary(data)
    searcher = Searcher(index, synonyms, dictionary, stores.articles, priority)
    library = Library(database, stores, index, searcher, exclusive, readers=readers)
    return Parts(
        database,
        priority,
        Catalogue(stores.articles, listings, stores.arrivals),
        searcher,
        library,
        Editor(library, listings, readers, PageStore(database)),
        readers,
    )
