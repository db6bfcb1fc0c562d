"""Which knowledge versions were there, who made them, and how does one go back?

Invariant: going back is a new version in one transaction. Its live revisions are those of the
version gone back to; files whose articles it changed are held back as they are on disk, so that the
next reload does not undo it.
"""

from collections.abc import Callable

from knowledge.model.errors import VersionGoneError
from knowledge.model.version import KEPT_VERSIONS, Counts, Version
from knowledge.storage.articles import anybody
from knowledge.storage.changes import new_version
from knowledge.storage.port.database import Connection, Database, Row, next_number

# What was live in a version; the version is to be given four times.
_THEN = """
    SELECT revision FROM revisions
    WHERE since > 0 AND since <= ? AND (until IS NULL OR until > ?)
    UNION SELECT revision FROM past WHERE since <= ? AND until > ?
"""
_AGAIN = f"until IS NOT NULL AND revision IN ({_THEN})"  # ... and is to live again
_NO_MORE = f"until IS NULL AND revision NOT IN ({_THEN})"
_TOUCHED = (
    "SELECT file, coalesce((SELECT digest FROM files WHERE name = file), '') "
    f"FROM revisions WHERE ({_AGAIN}) OR ({_NO_MORE}) GROUP BY file"
)


class VersionStore:
    """Knowledge versions in the database."""

    def __init__(self, database: Database, check: Callable[[Connection], None] = anybody) -> None:
        self._database = database
        self._check = check

    async def list(self, limit: int) -> list[Version]:
        """Return the last versions, newest first."""
        rows = await self._database.rows(
            "SELECT version, at, who, added, changed, removed, moved, restores, "
            "version >= (SELECT max(version) FROM versions) - ? "
            "FROM versions WHERE version > 0 ORDER BY version DESC LIMIT ?",
            (KEPT_VERSIONS, limit),
        )
        return [_version(row) for row in rows]

    async def same(self, version: int) -> tuple[int, ...]:
        """Return the earlier versions with the very articles of one, the nearest first."""
        content = await self._content(version)
        rows = await self._database.rows(
            "SELECT version FROM versions WHERE version < ? AND (version = ? OR restores = ?) "
            "ORDER BY version DESC",
            (version, content, content),
        )
        return tuple(row[0] for row in rows)

    async def before(self) -> int:
        """Return the version that the live one came from: what a step back goes to."""
        row = await self._database.row("SELECT max(version) FROM versions")
        return await self._content(int(row[0] or 0) if row else 0) - 1

    async def go_back(self, to: int, who: str) -> int:
        """Make the articles of a version live again as a new one, and return its number.

        Raise VersionGoneError if that version is not kept or not another one.
        """
        newest = next(iter(await self.list(1)), None)
        if newest is None or not max(1, newest.version - KEPT_VERSIONS) <= to < newest.version:
            raise VersionGoneError(to, newest.version if newest else 0, KEPT_VERSIONS)
        content = await self._content(to)

        def go_back(connection: Connection) -> int:
            self._check(connection)
            version = _go_back(connection, to, who, content)
            connection.tell()
            return version

        return await self._database.write(go_back)

    async def held(self) -> dict[str, str]:
        """Return the files that are held back, with their digests; '' for a missing file."""
        return {
            row[0]: row[1] for row in await self._database.rows("SELECT name, digest FROM held")
        }

    async def _content(self, version: int) -> int:
        row = await self._database.row(
            "SELECT coalesce(restores, version) FROM versions WHERE version = ?", (version,)
        )
        return int(row[0]) if row else version


def _go_back(connection: Connection, to: int, who: str, content: int) -> int:
    then = (to,) * 4
    version = new_version(connection, who, _counts(connection, then), content)
    # Files first, while it can still be seen what differs.
    connection.run(
        f"INSERT INTO held (name, digest) SELECT * FROM ({_TOUCHED}) AS touched WHERE TRUE "
        "ON CONFLICT (name) DO UPDATE SET digest = excluded.digest",
        (*then, *then),
    )
    connection.run(f"UPDATE revisions SET until = ? WHERE {_NO_MORE}", (version, *then))
    # An article that was renamed since gives up a name that was another one's then.
    connection.run(
        "UPDATE revisions SET article = article || '#' || revision, moved = ? "
        f"WHERE until IS NULL AND article IN (SELECT article FROM revisions WHERE {_AGAIN})",
        (next_number(connection, "moves"), *then),
    )
    connection.run(
        "INSERT INTO past (revision, since, until) "
        f"SELECT revision, since, until FROM revisions WHERE {_AGAIN}",
        then,
    )
    connection.run(f"UPDATE revisions SET since = ?, until = NULL WHERE {_AGAIN}", (version, *then))
    return version


def _counts(connection: Connection, then: tuple[int, ...]) -> Counts:
    """Return what going back adds, changes and removes, by the articles' ids."""
    comes = f"SELECT article FROM revisions WHERE {_AGAIN}"
    goes = f"SELECT article FROM revisions WHERE {_NO_MORE}"
    row = connection.row(
        f"SELECT (SELECT count(*) FROM ({comes} EXCEPT {goes}) AS added), "
        f"(SELECT count(*) FROM ({comes} INTERSECT {goes}) AS changed), "
        f"(SELECT count(*) FROM ({goes} EXCEPT {comes}) AS removed)",
        then * 6,
    )
    return Counts(*row) if row else Counts()


def _version(row: Row) -> Version:
    return Version(row[0], row[1], row[2], Counts(*row[3:7]), row[7], bool(row[8]))
