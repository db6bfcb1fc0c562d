"""Where did a person stop reading?

Invariant: a person has one bookmark an article; the place is one of the article's text as it was,
so whoever goes there looks for the nearest place that is still there.
"""

from dataclasses import dataclass

from knowledge.storage import Connection, Database


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place (code points of the article's text) where a person was, and when."""

    person: str
    article: str
    place: int
    at: float  # seconds since 1970, UTC


class BookmarkStore:
    """Bookmarks in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, bookmark: Bookmark) -> None:
        """Move a person's bookmark in an article; it is the latest, also for a clock set back."""
        person, at = bookmark.person, bookmark.at

        def put(connection: Connection) -> None:
            connection.run(
                "UPDATE bookmarks SET at = ? WHERE person = ? AND at > ?", (at - 1, person, at)
            )
            connection.run(
                "INSERT INTO bookmarks (person, article, place, at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (person, article) DO UPDATE SET place = excluded.place, "
                "at = excluded.at",
                (person, bookmark.article, bookmark.place, at),
            )

        await self._database.write(put)

    async def get(self, person: str, article: str) -> Bookmark | None:
        """Return a person's bookmark in an article."""
        row = await self._database.row(
            "SELECT person, article, place, at FROM bookmarks WHERE person = ? AND article = ?",
            (person, article),
        )
        return Bookmark(*row) if row else None

    async def latest(self, person: str) -> Bookmark | None:
        """Return the bookmark that a person moved last."""
        row = await self._database.row(
            "SELECT person, article, place, at FROM bookmarks WHERE person = ? "
            "ORDER BY at DESC, article LIMIT 1",
            (person,),
        )
        return Bookmark(*row) if row else None

    async def forget(self, before: float) -> None:
        """Delete the bookmarks that were not moved since a moment."""
        await self._database.run("DELETE FROM bookmarks WHERE at < ?", (before,))
