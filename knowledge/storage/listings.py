"""Which articles are live, by their place in the list, their number, their name?

An article's *number* is that of its revision: short enough for a button, never used twice. The
number of an earlier revision finds the article that is live now. Invariant: this only reads.
"""

from pathlib import PurePosixPath

from knowledge.model.answer import Source
from knowledge.model.listing import ListedArticle
from knowledge.storage.port.database import Database, Row

_ITEM = """
    SELECT r.revision, r.article, r.title, r.author, r.source, r.published, r.url,
           (SELECT count(*) FROM passages p WHERE p.revision = r.revision)
    FROM revisions r WHERE r.until IS NULL
"""
_ORDER = "ORDER BY r.published IS NULL, r.published DESC, r.title, r.revision"


class Listings:
    """The live articles as somebody looks through them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, limit: int, offset: int) -> list[ListedArticle]:
        """Return a part of the list, newest first."""
        rows = await self._database.rows(f"{_ITEM} {_ORDER} LIMIT ? OFFSET ?", (limit, offset))
        return [_item(row) for row in rows]

    async def item(self, article: str) -> ListedArticle | None:
        """Return a live article by its id."""
        row = await self._database.row(f"{_ITEM} AND r.article = ?", (article,))
        return _item(row) if row else None

    async def numbered(self, number: int) -> ListedArticle | None:
        """Return the live article that a revision is of, None if there is none any more."""
        row = await self._database.row(
            "SELECT article FROM revisions WHERE revision = ?", (number,)
        )
        return await self.item(row[0]) if row else None

    async def titles(self) -> list[tuple[str, str]]:
        """Return id and title of every live article, newest first."""
        rows = await self._database.rows(
            f"SELECT r.article, r.title FROM revisions r WHERE r.until IS NULL {_ORDER}"
        )
        return [(row[0], row[1]) for row in rows]

    async def folders(self) -> list[str]:
        """Return the folders that hold live articles, also those that hold only folders."""
        rows = await self._database.rows(
            "SELECT DISTINCT file FROM revisions WHERE until IS NULL AND file LIKE '%/%' "
            "AND file NOT LIKE '/%'"  # a file that was read by its own name is in no folder of ours
        )
        found = {str(folder) for row in rows for folder in PurePosixPath(row[0]).parents}
        return sorted(found - {"."})

    async def files_by_url(self) -> dict[str, str]:
        """Return the files of live articles by their addresses."""
        rows = await self._database.rows(
            "SELECT url, file FROM revisions WHERE until IS NULL AND url IS NOT NULL"
        )
        return {row[0]: row[1] for row in rows}


def _item(row: Row) -> ListedArticle:
    return ListedArticle(row[0], Source(*row[1:7]), row[7])
