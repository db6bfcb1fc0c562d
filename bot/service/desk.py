"""What do all features work with?

Invariant: one desk a process; it knows nothing of Telegram.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.delivery.pace import Limits
from bot.delivery.standing import Standing
from bot.delivery.uses import Uses
from bot.records.records import Records
from bot.service.figures import Figures
from bot.settings import Settings
from knowledge import Fetch, KnowledgeBase, fetch

DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Desk:
    """What the features work with."""

    base: KnowledgeBase
    settings: Settings
    now: Callable[[], float] = time.time  # seconds since 1970, UTC
    fetch: Fetch = fetch  # a page of the web; only tests take another
    mail: asyncio.Event = field(default_factory=asyncio.Event)  # set when letters were written
    limits: Limits = Limits()  # noqa: RUF009 - frozen; what Telegram takes, tests are in a hurry

    standing: Standing = field(default_factory=Standing)  # among those that serve together
    figures: Figures = field(default_factory=Figures)
    records: Records = field(init=False)
    uses: Uses = field(init=False)  # of limits that all replicas keep together

    def __post_init__(self) -> None:
        """Open what people gave, which lies beside the articles."""
        object.__setattr__(self, "records", Records.beside(self.base, self.settings.lease_seconds))
        object.__setattr__(self, "uses", Uses(alone=self.standing.alone))

    def remembered_since(self) -> float:
        """Return the moment from before which questions and letters are forgotten."""
        return self.now() - DAY_SECONDS * self.settings.retention_days
