"""A desk whose database can be shared."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.delivery.standing import Standing
from bot.service.desk import Desk
from knowledge import Folder, KnowledgeBase
from tests.postgres import Server


@pytest.fixture
async def shared(postgres: Server, tmp_path: Path, desk: Desk) -> AsyncIterator[Desk]:
    """Yield a desk of a replica that has not joined the others yet."""
    async with await KnowledgeBase.open(tmp_path / "shared", postgres.emptied()) as base:
        await base.reload(Folder(desk.settings.articles))
        yield replace(desk, base=base, standing=Standing(desk.settings.lease_seconds))
