"""Which articles are new since a version?

An article is new once: not when it was edited, moved, or brought back by a rollback. Invariant:
`record` is called before `since`, and calling it again changes nothing.
"""

from knowledge.model.answer import Source
from knowledge.model.listing import Arrival
from knowledge.model.scope import WHOLE, Scope
from knowledge.storage.port.database import Connection, Database
from knowledge.storage.scopes import inside

# No article is called '': that row says up to which version arrivals were counted.
_COUNTED = "SELECT version FROM arrivals WHERE article = ''"


class Arrivals:
    """New articles in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self) -> int:
        """Note which live articles were not known before; return the live version."""
        row = await self._database.row(f"SELECT (SELECT max(version) FROM versions), ({_COUNTED})")
        version, counted = row or (0, None)
        if version == counted:
            return int(version)
        first = version if counted is None else counted

        def record(connection: Connection) -> None:
            connection.run(
                "INSERT INTO arrivals (article, version) "
                "SELECT article, CASE WHEN since > ? THEN ? ELSE 0 END "
                "FROM revisions WHERE until IS NULL ON CONFLICT (article) DO NOTHING",
                (first, version),
            )
            connection.run(
                "INSERT INTO arrivals (article, version) VALUES ('', ?) "
                "ON CONFLICT (article) DO UPDATE SET version = excluded.version",
                (version,),
            )

        await self._database.write(record)
        return int(version)

    async def since(self, version: int, within: Scope = WHOLE) -> list[Arrival]:
        """Return the live articles of a scope that came after a version, newest first."""
        condition, names = inside(within)
        rows = await self._database.rows(
            "SELECT r.revision, r.article, r.title, r.author, r.source, r.published, r.url, t.text "
            "FROM arrivals a JOIN revisions r ON r.article = a.article AND r.until IS NULL "
            f"JOIN texts t USING (revision) WHERE a.version > ? AND {condition} "
            "ORDER BY r.published IS NULL, r.published DESC, r.title, r.revision",
            (version, *names),
        )
        return [Arrival(row[0], Source(*row[1:7]), row[7]) for row in rows]
