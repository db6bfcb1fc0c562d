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
class Among:
    """What a process is among those that serve from one database."""

    leads: bool
    replicas: int
    lease_seconds: float  # for which it may act if it learns nothing more
    connections: dict[str, int]  # to the database, by what they do
    lag: int | None  # versions that the database is ahead of the answers; None: it is out of reach


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
    among: Among | None = None  # where several may serve

    @property
    def ready(self) -> bool:
        """Tell whether questions are answered."""
        return not any((self.database, self.index, self.telegram, self.updates, self.replica))

    @property
    def replica(self) -> str:
        """What keeps it from acting among others."""
        may_act = self.among is None or self.among.lease_seconds > 0
        return "" if may_act else "has not reached the database lately"

    def as_json(self) -> dict[str, object]:
        """Return what a probe is told."""
        parts = ["database", "index", "telegram", "updates", "webhook"]
        parts += ["replica"] if self.among else []
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
        version = desk.base.library.answering()
        index = "" if await _within(desk.base.ask("?")) else "does not answer"
        if not version:  # another replica reads them
            index = index or "has no articles yet"
        return Checked(
            database=database,
            index=index,
            telegram=_telegram(desk),
            updates="are not received" if waiting is None else "",
            webhook=desk.figures.webhook_error,
            waiting=waiting or 0,
            version=counts[0] if counts else 0,
            articles=counts[1] if counts else 0,
            passages=counts[2] if counts else 0,
            index_bytes=await asyncio.to_thread(_size, desk.settings.data / "index"),
            among=_among(desk, counts[0] - version if counts else None),
        )

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


def _among(desk: Desk, lag: int | None) -> Among | None:
    if desk.standing.alone:
        return None
    standing = desk.standing
    return Among(
        leads=standing.leads,
        replicas=standing.replicas,
        lease_seconds=standing.seconds_left(),
        connections=desk.records.connections(),
        lag=None if lag is None else max(0, lag),  # it may have followed between two looks
    )


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
