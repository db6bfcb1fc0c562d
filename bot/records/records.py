"""What did people and chats give?

Everything here is theirs and lies in the database beside the articles: no reload touches it.
Invariant: each kind of thing has one store, and nobody else knows its tables.
"""

from typing import Self

from bot.records.bans import BanStore
from bot.records.bookmarks import BookmarkStore
from bot.records.feedback import FeedbackStore
from bot.records.groups import GroupStore
from bot.records.handoffs import HandoffStore
from bot.records.inbox import InboxStore
from bot.records.memory import Memory, memory_of
from bot.records.offers import OfferStore
from bot.records.outbox import Outbox
from bot.records.preferences import PreferenceStore
from bot.records.privacy import Privacy
from bot.records.refusals import RefusalStore
from bot.records.replicas import ReplicaStore
from bot.records.shared_inbox import SharedInbox
from bot.records.statistics import Statistics, Titles, statistics
from bot.records.subscriptions import SubscriptionStore
from bot.records.turns import Place, TurnStore
from bot.records.uses import UseStore
from knowledge import KnowledgeBase
from knowledge.runtime.priority import Priority
from knowledge.storage import USUAL_SECONDS, Connection, Database, Leases

DATED = ("bookmarks", "handoffs", "inbox", "letters", "offers", "turns")
"""Tables whose rows are forgotten when they are so many days old."""


class Records:
    """The stores of what people and chats gave, one for each kind of thing."""

    def __init__(
        self, database: Database, priority: Priority, lease_seconds: float = USUAL_SECONDS
    ) -> None:
        self._database = database
        self.turns = TurnStore(database, priority)
        self.offers = OfferStore(database)
        self.preferences = PreferenceStore(database)
        self.groups = GroupStore(database)
        self.feedback = FeedbackStore(database)
        self.bookmarks = BookmarkStore(database)
        self.inbox = _inbox(database, lease_seconds)
        self.replicas = ReplicaStore(database, lease_seconds)
        self.uses = UseStore(database)
        self.handoffs = HandoffStore(database)
        self.outbox = Outbox(database)
        self.subscriptions = SubscriptionStore(database)
        self.bans = BanStore(database)
        self.refusals = RefusalStore(database)
        self.privacy = Privacy(database)

    @classmethod
    def beside(cls, base: KnowledgeBase, lease_seconds: float = USUAL_SECONDS) -> Self:
        """Return the records that lie in the database of some articles.

        A replica's lease lasts so many seconds, where several may serve from the database.
        """
        return cls(base.database, base.priority, lease_seconds)

    @property
    def shared(self) -> bool:
        """Tell whether several processes can serve from the database."""
        return self._database.shared

    def connections(self) -> dict[str, int]:
        """Return how many connections to a shared database are used, free and awaited."""
        return self._database.connections()

    async def told(self, seconds: float) -> None:
        """Wait until another process tells that there is something to look at, or so long."""
        await self._database.told(seconds)

    async def memory(self, person: str, group: str, place: Place) -> Memory:
        """Return what an update needs to know before it is handled.

        Of a person and a group, each perhaps '', and of the place of a message.
        """
        return await memory_of(self._database, person, group, place)

    async def statistics(self, now: float, days: int, most: int, titles: Titles) -> Statistics:
        """Return what was asked on the days up to a moment, and the most asked and cited."""
        return await statistics(self._database, now, days, most, titles)

    async def last_message(self) -> int:
        """Return the highest number of a message that is remembered, 0 if none is."""
        row = await self._database.row(
            "SELECT max(number) FROM (SELECT max(CAST(message AS BIGINT)) AS number FROM turns "
            "UNION ALL SELECT max(CAST(reply AS BIGINT)) FROM turns WHERE reply <> '' "
            "UNION ALL SELECT max(CAST(message AS BIGINT)) FROM letters WHERE message <> '') "
            "AS remembered"
        )
        return int(row[0] or 0) if row else 0

    async def move(self, chat: str, new_chat: str) -> None:
        """Give all that belongs to a chat to the chat that it became."""
        for store in (  # what a group chose comes first: it is asked something already, maybe
            self.groups,
            self.turns,
            self.handoffs,
            self.subscriptions,
            self.outbox,
        ):
            await store.move(chat, new_chat)

    async def not_after(self, now: float) -> None:
        """Have nothing be from after now: its days would begin when the clock comes there again."""

        def date_back(connection: Connection) -> None:
            for table in DATED:
                connection.run(f"UPDATE {table} SET at = ? WHERE at > ?", (now, now))

        await self._database.write(date_back)

    async def forget(self, before: float) -> None:
        """Delete what is from before a moment and nobody waits for any more."""
        for store in (self.turns, self.handoffs, self.outbox):
            await store.forget(before)
        await self._database.shred()


def _inbox(database: Database, lease_seconds: float) -> InboxStore:
    if database.shared:
        return SharedInbox(database, Leases(database, lease_seconds))
    return InboxStore(database)


async def settle_anew(database: Database) -> None:
    """Let what people gave go on beside knowledge versions that are counted anew."""
    await SubscriptionStore(database).count_anew()
    await Outbox(database).forget_news()


async def settle(database: Database) -> None:
    """Let what waited when a backup was made rest: it was dealt with long ago."""
    await InboxStore(database).clear()
    await Outbox(database).clear()
