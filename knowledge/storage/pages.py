"""What was fetched from the web, and what is to be looked at again?

Invariant: a row says how a page was when it last became an article, or that a feed is followed; the
articles themselves are the folder's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.storage.port.database import Database, Row

Kind = Literal["page", "feed"]


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page or a feed as it was seen last: the digest of its file, and what its server said.

    `looked` is when, in seconds since 1970; `gone` says that it was not there any more.
    """

    url: str
    kind: Kind = "page"
    digest: str = ""
    etag: str = ""
    modified: str = ""
    looked: float = 0.0
    gone: bool = False


class PageStore:
    """Fetched pages in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> dict[str, FetchedPage]:
        """Return them by their addresses."""
        rows = await self._database.rows(
            "SELECT url, kind, digest, etag, modified, looked, gone FROM pages"
        )
        return {row[0]: _page(row) for row in rows}

    async def put(self, pages: Iterable[FetchedPage]) -> None:
        """Store how pages are now."""
        rows = [(p.url, p.kind, p.digest, p.etag, p.modified, p.looked, p.gone) for p in pages]
        await self._database.write(
            lambda connection: connection.run_many(
                "INSERT INTO pages (url, kind, digest, etag, modified, looked, gone) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET "
                "kind = excluded.kind, digest = excluded.digest, etag = excluded.etag, "
                "modified = excluded.modified, looked = excluded.looked, gone = excluded.gone",
                rows,
            )
        )

    async def forget(self, urls: Iterable[str]) -> None:
        """Forget pages that are no articles any more."""
        rows = [(url,) for url in urls]
        await self._database.write(
            lambda connection: connection.run_many("DELETE FROM pages WHERE url = ?", rows)
        )


def _page(row: Row) -> FetchedPage:
    url, kind, digest, etag, modified, looked, gone = row
    return FetchedPage(url, kind, digest, etag, modified, looked, bool(gone))
