"""An empty database for the stores of what people gave."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.storage.sqlite.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Yield an open database without anything in it."""
    opened = await Database.open(tmp_path / "youju.db")
    yield opened
    await opened.close()
