"""Which files were offered to somebody and are waiting for yes or no?

Invariant: an offer is complete in the database, so a yes after a restart adds what was shown; it is
gone once it was answered or is too old.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge import NewFile
from knowledge.storage import Connection, Database


@dataclass(frozen=True, slots=True)
class PendingOffer:
    """An offer with its files, and to whom it was made, where and when."""

    offer: int
    at: float  # seconds since 1970, UTC
    chat: str
    person: str
    files: tuple[NewFile, ...]


class OfferStore:
    """Offers in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, at: float, chat: str, person: str, files: Sequence[NewFile]) -> int:
        """Store an offer and return its number."""

        def put(connection: Connection) -> int:
            ((offer,),) = connection.rows(
                "INSERT INTO offers (at, chat, person) VALUES (?, ?, ?) RETURNING offer",
                (at, chat, person),
            )
            connection.run_many(
                "INSERT INTO offered_files (offer, place, path, content, url) "
                "VALUES (?, ?, ?, ?, ?)",
                [
                    (offer, place, file.path, file.content, file.url)
                    for place, file in enumerate(files)
                ],
            )
            return int(offer)

        return await self._database.write(put)

    async def get(self, offer: int, since: float) -> PendingOffer | None:
        """Return an offer by its number if it is not older than a moment."""
        row = await self._database.row(
            "SELECT offer, at, chat, person FROM offers WHERE offer = ? AND at >= ?", (offer, since)
        )
        if row is None:
            return None
        files = await self._database.rows(
            "SELECT path, content, url FROM offered_files WHERE offer = ? ORDER BY place", (offer,)
        )
        return PendingOffer(row[0], row[1], row[2], row[3], tuple(NewFile(*f) for f in files))

    async def answered(self, offer: int) -> None:
        """Delete an offer."""
        await self._database.run("DELETE FROM offers WHERE offer = ?", (offer,))

    async def forget(self, before: float) -> None:
        """Delete the offers from before a moment."""
        await self._database.run("DELETE FROM offers WHERE at < ?", (before,))
