"""Can the bot answer right now?

Invariant: what is told names parts and problems, never people, secrets or folders; asking takes no
longer than some seconds, whatever hangs.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.service.desk import Desk
from knowledge import KnowledgeError

T = TypeVar("T")

PATIENCE_SECONDS = 1.0  # for each part
SILENCE_SECONDS = 180.0  # of Telegram, which is heard of every half minute while all is well


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: each part with a problem, or with nothing if it is well."""

    database: str
    index: str
    telegram: str
    updates: str
    webhook: str  # Telegram's last complaint; it may be an old one, and is no reason to restart
    waiting: int = 0
    version: int = 0
    articles: int = 0
    passages: int = 0
    index_bytes: int = 0

    @property
    def ready(self) -> bool:
        """Tell whether questions are answered."""
        return not (self.database or self.index or self.telegram or self.updates)

    def as_json(self) -> dict[str, object]:
        """Return what a probe is told."""
        parts = ("database", "index", "telegram", "updates", "webhook")
        return {"ready": self.ready, **{part: getattr(self, part) or "ok" for part in parts}}


class Readiness:
    """Looks at everything that an answer needs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._writing: asyncio.Task[None] | None = None

    async def check(self, waiting: int | None) -> Checked:
        """Return what is found, with the number of updates that wait; None: none are received."""
        desk = self._desk
        counts, database = await _within(self._counts()), ""
        if counts is None or not await self._writes():
            database = "does not answer, or cannot be written"
        index = "" if await _within(desk.base.ask("?")) else "does not answer"
        size = await asyncio.to_thread(_size, desk.settings.data / "index")
        updates = "are not received" if waiting is None else ""
        told = _telegram(desk), updates, desk.figures.webhook_error, waiting or 0
        return Checked(database, index, *told, *(counts or (0, 0, 0)), size)

    async def _counts(self) -> tuple[int, int, int]:
        articles = self._desk.base.catalogue
        return await articles.version(), *await articles.counts()

    async def _writes(self) -> bool:
        """Tell whether the database can be written; a look that hangs is not followed by others."""
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._desk.records.inbox.touch())
        await asyncio.wait({self._writing}, timeout=PATIENCE_SECONDS)
        return self._writing.done() and not self._writing.exception()


async def _within(work: Coroutine[Any, Any, T]) -> T | None:
    """Return what some work comes to, or nothing if it fails or takes too long."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await work
    except (KnowledgeError, TimeoutError):
        return None


def _telegram(desk: Desk) -> str:
    since = desk.figures.since_contact()
    if since is None:
        return "has not answered yet"
    asked = desk.settings.webhook_url is not None or desk.standing.leads  # a follower asks nothing
    return f"has not answered for {since:.0f} s" if asked and since > SILENCE_SECONDS else ""


def _size(folder: Path) -> int:
    try:
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    except OSError:  # a reload has just swapped it
        return 0
