"""Which parts does an open data folder have, and how are they put together?

Invariant: the parts share one database and one index; a data folder that was opened has an index of
its database's version.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
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
from knowledge.model.errors import ReloadRunningError, StoreError
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
from knowledge.storage.changing import Changing
from knowledge.storage.engine import Place, Rescued, open_database, rescue_database
from knowledge.storage.listings import Listings
from knowledge.storage.pages import PageStore
from knowledge.storage.port.database import Database
from knowledge.storage.postgres.url import PostgresUrl
from knowledge.storage.sqlite.database import make_folder
from knowledge.storage.versions import VersionStore

DATABASE, INDEX, LOCK = "youju.db", "index", "reload.lock"  # in the data folder

Settle = Callable[[Database], Awaitable[None]]
"""What is still to be done with the database of a backup before it is everybody's."""


async def as_it_is(_database: Database) -> None:
    """Leave the database of a backup as it is."""


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
    data: Path, database_place: Place | None, progress: Progress, limits: Limits
) -> Parts:
    """Open a data folder, rebuilding the index if need be; see `KnowledgeBase.open`."""
    make_folder(data)
    database = await open_database(database_place or data / DATABASE)
    try:
        if not await database.last_number():  # in the place of one that was lost, perhaps
            await database.begin_history(int(time.time()))
        await asyncio.to_thread(warm_up, data)
        parts = _parts(data, database, Readers(limits))
        await parts.searcher.index.ensure(progress)
    except BaseException:
        await database.close()
        raise
    return parts


async def restore(
    archive: Path, data: Path, articles: Path, database_file: Place, settle: Settle
) -> Path | None:
    """Put a backup in the place of database and articles folder; see `KnowledgeBase.restore`."""
    if isinstance(database_file, PostgresUrl):
        raise StoreError(
            f"{database_file}: {archive} cannot be put in the place of a server's database: "
            "restore that with pg_restore, and the articles folder beside it"
        )
    make_folder(data)

    def prepare(copy: Path) -> None:
        asyncio.run(_prepared(copy, database_file, settle))

    def replace() -> Path | None:
        with FileLock(data / LOCK, timeout=0):
            look_at(archive)
            discard(data / INDEX)
            return read_backup(archive, database_file, articles, prepare)

    try:
        return await asyncio.to_thread(replace)
    except Timeout:
        raise ReloadRunningError from None


async def rescue(data: Path, database_place: Place | None, settle: Settle) -> Rescued | None:
    """Begin anew where the database is damaged; see `KnowledgeBase.rescue`."""
    file = database_place or data / DATABASE
    if isinstance(file, PostgresUrl):
        return None  # it is the server's, and so is what is left of it
    make_folder(data)
    rescued = await rescue_database(file, named=file != data / DATABASE)
    if rescued:
        database = await open_database(file)
        try:
            await database.begin_history(max(int(time.time()), await database.last_number()))
            await settle(database)
        finally:
            await database.close()
    return rescued


async def _prepared(copy: Path, replaced: Path, settle: Settle) -> None:
    """Begin another history in the database of a backup.

    Buttons that were sent after the backup carry numbers which it would give out again.
    """
    last = await _last_number(replaced) if await asyncio.to_thread(replaced.exists) else 0
    given = max(int(time.time()), last)
    database = await open_database(copy)
    try:
        await database.begin_history(given)
        await settle(database)
    finally:
        await database.close()


async def _last_number(file: Path) -> int:
    """Return the highest number that a database has given out; 0 where it cannot be read."""
    try:
        database = await open_database(file)
    except StoreError:
        return 0
    try:
        return await database.last_number()
    except StoreError:
        return 0
    finally:
        await database.close()


def warm_up(data: Path) -> None:
    """Load what the first question would otherwise wait for: words, places and sounds."""
    segmentation.warm_up(data)
    place_names()
    profile("有據")


def _parts(data: Path, database: Database, readers: Readers) -> Parts:
    priority, exclusive = Priority(), Exclusive(data / LOCK)
    changing = Changing(exclusive, database)
    articles = ArticleStore(database, changing.check)
    stores = Stores(articles, VersionStore(database, changing.check), Arrivals(database))
    listings = Listings(database)
    index = LiveIndex(data / INDEX, stores.articles, stores.versions, priority, exclusive)
    synonyms, dictionary = LiveSynonyms(data), LiveDictionary(data)
    searcher = Searcher(index, synonyms, dictionary, stores.articles, priority)
    library = Library(database, stores, index, searcher, changing, readers=readers)
    return Parts(
        database,
        priority,
        Catalogue(stores.articles, listings, stores.arrivals),
        searcher,
        library,
        Editor(library, listings, readers, PageStore(database)),
        readers,
    )
