"""What did people give?

Everything here is theirs and stands in the database beside the articles: no reload touches it.
Invariant: each kind of thing has one store, and whoever opens the knowledge base opens them all.
"""

from knowledge.keeping.courtesy import Courtesy
from knowledge.people.bans import BanStore
from knowledge.people.bookmarks import BookmarkStore
from knowledge.people.groups import GroupStore
from knowledge.people.handoffs import HandoffStore
from knowledge.people.inbox import InboxStore
from knowledge.people.offers import OfferStore
from knowledge.people.outbox import Outbox
from knowledge.people.preferences import PreferenceStore
from knowledge.people.privacy import Privacy
from knowledge.people.statistics import Statistics, statistics
from knowledge.people.subscriptions import SubscriptionStore
from knowledge.people.turns import TurnStore
from knowledge.people.voices import VoiceStore
from knowledge.store.database import Database


class People:
    """The stores of what people gave, one for each kind of thing."""

    def __init__(self, database: Database, courtesy: Courtesy) -> None:
        self._database = database
        self.turns = TurnStore(database, courtesy)
        self.offers = OfferStore(database)
        self.preferences = PreferenceStore(database)
        self.groups = GroupStore(database)
        self.voices = VoiceStore(database)
        self.bookmarks = BookmarkStore(database)
        self.inbox = InboxStore(database)
        self.handoffs = HandoffStore(database)
        self.outbox = Outbox(database)
        self.subscriptions = SubscriptionStore(database)
        self.bans = BanStore(database)
        self.privacy = Privacy(database)

    async def statistics(self, now: float, days: int, most: int) -> Statistics:
        """Return what was asked on the days up to a moment, and the most asked and cited."""
        return await statistics(self._database, now, days, most)

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

    async def forget(self, before: float) -> None:
        """Delete what is from before a moment and nobody waits for any more."""
        for store in (self.turns, self.handoffs, self.outbox):
            await store.forget(before)

    async def after_restore(self) -> None:
        """Let what waited when a backup was made rest: it was dealt with long ago."""
        await self.inbox.clear()
        await self.outbox.clear()
