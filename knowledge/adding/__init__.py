"""From an address or a file to articles in the folder."""

from knowledge.adding.answers import answer_file
from knowledge.adding.feeds import FeedEntry, read_feed
from knowledge.adding.fetching import Fetched, FetchError, fetch
from knowledge.adding.names import safe_stem
from knowledge.adding.offering import NewFile, Offer, understand
from knowledge.adding.placing import Placement, place, placements
from knowledge.adding.removing import remove_article
from knowledge.adding.writing import markdown_of

__all__ = [
    "FeedEntry",
    "FetchError",
    "Fetched",
    "NewFile",
    "Offer",
    "Placement",
    "answer_file",
    "fetch",
    "markdown_of",
    "place",
    "placements",
    "read_feed",
    "remove_article",
    "safe_stem",
    "understand",
]
