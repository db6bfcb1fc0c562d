"""What did people give?

Everything here is theirs and stands in the database beside the articles: no reload touches it.
Invariant: each kind of thing has one store, and whoever opens the knowledge base opens them all.
"""

from knowledge.courtesy import Courtesy
from knowledge.people.bookmarks import BookmarkStore
from knowledge.people.groups import GroupStore
from knowledge.people.offers import OfferStore
from knowledge.people.preferences import PreferenceStore
from knowledge.people.turns import TurnStore
from knowledge.people.voices import VoiceStore
from knowledge.store.database import Database


class People:
    """The stores of what people gave, one a kind of thing."""

    def __init__(self, database: Database, courtesy: Courtesy) -> None:
        self.turns = TurnStore(database, courtesy)
        self.offers = OfferStore(database)
        self.preferences = PreferenceStore(database)
        self.groups = GroupStore(database)
        self.voices = VoiceStore(database)
        self.bookmarks = BookmarkStore(database)
