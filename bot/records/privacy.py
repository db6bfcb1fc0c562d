"""What is remembered of a person, and how is it all forgotten?

Invariant: every table with a column `person` is covered; what a person wrote that travels in
letters goes with it. Only a ban outlives the person's wish to be forgotten.
"""

from typing import Any

from knowledge.storage import Connection, Database

KEPT = ("bans",)  # told to the person, and not deleted
FORGOTTEN = (
    "bookmarks",
    "handoffs",
    "offers",
    "preferences",
    "subscriptions",
    "turns",
    "uses",
    "voices",
)

IN_OTHER_CHATS = ("ask", "undelivered")  # letters about a question that go to those who answer it
NEWS = "news"  # the number in these letters is a subscription's, in all others a question's


class Privacy:
    """Everything about one person, across all stores."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: str) -> dict[str, list[dict[str, Any]]]:
        """Return all that is remembered of a person: rows by table, values by column."""

        def found(connection: Connection) -> dict[str, list[dict[str, Any]]]:
            letters = connection.named_rows("SELECT * FROM letters ORDER BY letter")
            theirs = set(_letters(connection, person))
            others = {
                table: connection.named_rows(f"SELECT * FROM {table} WHERE person = ?", (person,))
                for table in sorted((*KEPT, *FORGOTTEN))
            }
            return {"letters": [row for row in letters if row["letter"] in theirs], **others}

        tables = await self._database.read(found)
        return {table: rows for table, rows in tables.items() if rows}

    async def forget(self, person: str) -> int:
        """Delete all that is remembered of a person, and return how many rows that were.

        Of it is left in the database's files what its engine cannot shred: of SQLite, nothing.
        """

        def deleted(connection: Connection) -> int:
            letters = _letters(connection, person)
            connection.run_many("DELETE FROM letters WHERE letter = ?", [(n,) for n in letters])
            return len(letters) + sum(
                connection.run(f"DELETE FROM {table} WHERE person = ?", (person,))
                for table in FORGOTTEN
            )

        rows = await self._database.write(deleted)
        await self._database.shred()
        return rows


def _letters(connection: Connection, person: str) -> list[int]:
    """Return the letters to a person and those about their questions, wherever these lie.

    A letter about a question is its asker's, also if it lies in an admin's chat.
    """
    asked = connection.rows("SELECT handoff FROM handoffs WHERE person = ?", (person,))
    questions = {str(row[0]) for row in asked}
    found = []
    for letter, chat, key in connection.rows("SELECT letter, chat, key FROM letters"):
        kind, number, *_ = f"{key}:".split(":")
        mine = chat == person and kind not in IN_OTHER_CHATS
        if mine or (kind != NEWS and number in questions):
            found.append(letter)
    return found
