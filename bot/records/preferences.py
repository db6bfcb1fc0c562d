"""What did a person choose: which language, and easy answers or not?

Invariant: who never chose has the defaults.
"""

from dataclasses import dataclass

from knowledge.storage import Database


@dataclass(frozen=True, slots=True)
class Preference:
    """A person's choices; a language of '' is that of the person's client."""

    language: str = ""
    easy: bool = False


class PreferenceStore:
    """Preferences in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: str) -> Preference:
        """Return what a person chose."""
        row = await self._database.row(
            "SELECT language, easy FROM preferences WHERE person = ?", (person,)
        )
        return Preference(row[0], bool(row[1])) if row else Preference()

    async def put(self, person: str, preference: Preference) -> None:
        """Store what a person chose; the defaults leave nothing behind."""
        if preference == Preference():
            await self._database.run("DELETE FROM preferences WHERE person = ?", (person,))
            return
        await self._database.run(
            "INSERT INTO preferences (person, language, easy) VALUES (?, ?, ?) ON CONFLICT "
            "(person) DO UPDATE SET language = excluded.language, easy = excluded.easy",
            (person, preference.language, int(preference.easy)),
        )
