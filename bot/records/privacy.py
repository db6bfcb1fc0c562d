"""What is remembered of a person, and how is it all forgotten?

Invariant: every table with a column `person` is covered, whoever adds one; what a person wrote that
travels in letters goes with it. Only a ban outlives the person's wish to be forgotten.
"""

from typing import Any

from knowledge.storage import Database

KEPT = frozenset({"bans"})  # told to the person, and not deleted

_TABLES = (
    "SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c "
    "WHERE t.type = 'table' AND c.name = 'person' ORDER BY t.name"
)
# Letters about a question are its asker's, also those that lie in an admin's chat.
_ABOUT = "substr(letters.key, 1, instr(letters.key, ':') - 1) IN ('ask', 'undelivered')"
_NUMBER = "instr(letters.key || ':', ':' || h.handoff || ':') = instr(letters.key, ':')"
_LETTERS = (
    f"FROM letters WHERE (chat = :person AND NOT {_ABOUT}) OR (key NOT GLOB 'news:*' AND EXISTS "
    f"(SELECT 1 FROM handoffs h WHERE h.person = :person AND {_NUMBER}))"
)


class Privacy:
    """Everything about one person, across all stores."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tables(self) -> list[str]:
        """Return the tables that have something of people."""
        return [row[0] for row in await self._database.rows(_TABLES)]

    async def of(self, person: str) -> dict[str, list[dict[str, Any]]]:
        """Return all that is remembered of a person: rows by table, values by column."""
        found = {"letters": await self._found("letters", f"SELECT * {_LETTERS}", person)}
        for table in await self.tables():
            sql = f"SELECT * FROM {table} WHERE person = :person"
            found[table] = await self._found(table, sql, person)
        return {table: rows for table, rows in found.items() if rows}

    async def forget(self, person: str) -> int:
        """Delete all that is remembered of a person, and return how many rows that were."""
        deleted = 0
        tables = [table for table in await self.tables() if table not in KEPT]
        async with self._database.transaction() as connection:
            cursor = await connection.execute(f"DELETE {_LETTERS}", {"person": person})
            deleted += cursor.rowcount
            for table in tables:
                cursor = await connection.execute(
                    f"DELETE FROM {table} WHERE person = ?", (person,)
                )
                deleted += cursor.rowcount
        return deleted

    async def _found(self, table: str, sql: str, person: str) -> list[dict[str, Any]]:
        names = await self._database.rows("SELECT name FROM pragma_table_info(?)", (table,))
        columns = [row[0] for row in names]
        rows = await self._database.rows(sql, {"person": person})
        return [dict(zip(columns, row, strict=True)) for row in rows]
