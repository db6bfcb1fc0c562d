"""Which articles are live, by their place in the list, their number, their name?

An article's *number* is that of its revision: short enough for a button, never used twice. The
number of an earlier revision finds the article that is live now. Invariant: this only reads.
"""

import re
from pathlib import PurePosixPath

from knowledge.model.answer import Source
from knowledge.model.listing import ListedArticle
from knowledge.model.scope import WHOLE, Scope
from knowledge.storage.port.database import Database, Row
from knowledge.storage.scopes import inside

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

    async def page(self, limit: int, offset: int, within: Scope = WHOLE) -> list[ListedArticle]:
        """Return a part of a scope's list, newest first."""
        condition, names = inside(within)
        rows = await self._database.rows(
            f"{_ITEM} AND {condition} {_ORDER} LIMIT ? OFFSET ?", (*names, limit, offset)
        )
        return [_item(row) for row in rows]

    async def item(self, article: str, within: Scope = WHOLE) -> ListedArticle | None:
        """Return a live article of a scope by its id."""
        condition, names = inside(within)
        row = await self._database.row(
            f"{_ITEM} AND r.article = ? AND {condition}", (article, *names)
        )
        return _item(row) if row else None

    async def numbered(self, number: int, within: Scope = WHOLE) -> ListedArticle | None:
        """Return the live article that a revision is of, None if there is none in a scope now."""
        row = await self._database.row(
            "SELECT article FROM revisions WHERE revision = ?", (number,)
        )
        return await self.item(row[0], within) if row else None

    async def titles(self, within: Scope = WHOLE) -> list[tuple[str, str]]:
        """Return id and title of every live article of a scope, newest first."""
        condition, names = inside(within)
        rows = await self._database.rows(
            "SELECT r.article, r.title FROM revisions r "
            f"WHERE r.until IS NULL AND {condition} {_ORDER}",
            names,
        )
        return [(row[0], row[1]) for row in rows]

    async def folders(self, within: Scope = WHOLE) -> list[str]:
        """Return the folders that hold a scope's live articles, also only in other folders."""
        condition, names = inside(within)
        rows = await self._database.rows(
            "SELECT DISTINCT r.file FROM revisions r WHERE r.until IS NULL AND r.file LIKE '%/%' "
            "AND r.file NOT LIKE '/%' "  # one that was read by its own name is in no folder of ours
            f"AND {condition}",
            names,
        )
        found = {str(folder) for row in rows for folder in PurePosixPath(row[0]).parents}
        return sorted(found - {"."})

    async def addresses(self, host: str, within: Scope = WHOLE) -> list[tuple[str, str]]:
        """Return the ids and addresses of the live articles whose address names a host."""
        condition, names = inside(within)
        named = re.sub(r"([\\%_])", r"\\\1", host)
        rows = await self._database.rows(
            "SELECT r.article, r.url FROM revisions r WHERE r.until IS NULL "
            f"AND lower(r.url) LIKE ? ESCAPE '\\' AND {condition} ORDER BY r.revision",
            (f"%{named}%", *names),
        )
        return [(row[0], row[1]) for row in rows]

    async def files_by_url(self) -> dict[str, str]:
        """Return the files of live articles by their addresses."""
        rows = await self._database.rows(
            "SELECT url, file FROM revisions WHERE until IS NULL AND url IS NOT NULL"
        )
        return {row[0]: row[1] for row in rows}


def _item(row: Row) -> ListedArticle:
    return ListedArticle(row[0], Source(*row[1:7]), row[7])
