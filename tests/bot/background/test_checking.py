import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.background.checking import check_database, keep_checking
from bot.service.desk import Desk
from knowledge import KnowledgeError
from tests.patience import patience


def mistake_an_index(file: Path) -> None:
    """Have an index hold other rows than it should."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        (version,) = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'IS NULL', 'IS NOT NULL') "
            "WHERE name = 'revisions_live'"
        )
        connection.execute(f"PRAGMA schema_version = {version + 1}")  # for those who have it open


async def test_what_is_damaged_is_told_with_the_remedy(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Also an index that lacks a row: who looks there finds nothing."""
    await check_database(desk)
    assert caplog.text == ""
    mistake_an_index(desk.settings.data / "youju.db")
    looking = asyncio.create_task(keep_checking(desk))
    async with patience():
        while not caplog.records:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.01)
    looking.cancel()
    assert "youju.db is damaged (" in caplog.text
    assert "revisions_live" in caplog.text
    assert "python -m bot restore FILE" in caplog.text


async def test_what_is_damaged_on_a_server_is_mended_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A backup of ours cannot be put in its place; the password is not told."""

    async def damaged(_: object) -> str:
        return "invalid page"

    monkeypatch.setattr(type(desk.base.library), "damage", damaged)
    url = SecretStr("postgresql://bot:sesame@host/db")
    elsewhere = desk.settings.model_copy(update={"database_url": url})
    await check_database(replace(desk, settings=elsewhere))
    assert "postgresql://bot@host/db is damaged (invalid page): " in caplog.text
    assert "restore the database on its server" in caplog.text


async def test_a_database_that_is_busy_is_looked_at_tomorrow(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Serving goes on."""

    async def busy(_: object) -> str:
        raise KnowledgeError("locked")

    monkeypatch.setattr(type(desk.base.library), "damage", busy)
    await check_database(desk)
    assert "could not be looked at: locked" in caplog.text
