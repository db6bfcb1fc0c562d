"""What did the administrators of a group choose for it?

Invariant: a group for which nothing was chosen has the defaults: everyone may ask everything, each
in their own language.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge import WHOLE, Scope
from knowledge.storage import Connection, Database


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """A group's settings.

    A language of '' is that of whoever asks; `quiet` answers commands only and without a sound;
    `closed` lets only administrators ask; `scope` is what answers.
    """

    language: str = ""
    quiet: bool = False
    closed: bool = False
    scope: Scope = WHOLE


def settings_of(row: Sequence[Any]) -> GroupSettings:
    """Return the settings of language, quiet, closed, articles and folders, or of nulls."""
    language, quiet, closed, articles, folders = row
    if language is None:
        return GroupSettings()
    scope = Scope(tuple(json.loads(articles)), tuple(json.loads(folders)))
    return GroupSettings(language, bool(quiet), bool(closed), scope)


def _move(connection: Connection, chat: str, new_chat: str) -> None:
    """Let the settings of a chat take the place of another one's, if there are any."""
    connection.run(
        "DELETE FROM group_settings WHERE chat = ? "
        "AND EXISTS (SELECT 1 FROM group_settings WHERE chat = ?)",
        (new_chat, chat),
    )
    connection.run("UPDATE group_settings SET chat = ? WHERE chat = ?", (new_chat, chat))


class GroupStore:
    """The settings of groups in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, chat: str) -> GroupSettings:
        """Return the settings of a group."""
        row = await self._database.row(
            "SELECT language, quiet, closed, articles, folders FROM group_settings WHERE chat = ?",
            (chat,),
        )
        return settings_of(row) if row else GroupSettings()

    async def put(self, chat: str, settings: GroupSettings) -> None:
        """Store the settings of a group."""
        await self._database.run(
            "INSERT INTO group_settings (chat, language, quiet, closed, articles, folders) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (chat) DO UPDATE SET "
            "language = excluded.language, quiet = excluded.quiet, closed = excluded.closed, "
            "articles = excluded.articles, folders = excluded.folders",
            (
                chat,
                settings.language,
                int(settings.quiet),
                int(settings.closed),
                json.dumps(settings.scope.articles),
                json.dumps(settings.scope.folders),
            ),
        )

    async def move(self, chat: str, new_chat: str) -> None:
        """Give a group's settings to the supergroup that it became."""
        await self._database.write(lambda connection: _move(connection, chat, new_chat))
